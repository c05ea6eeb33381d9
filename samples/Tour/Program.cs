using Tour;

// `--json` prints one document for a program to read; without it the same tour is told to a person. Exit code 0: all of it worked.
var problems = new List<string>();
try
{
    var document = await TourRun.RunAsync();
    problems.AddRange(TourChecks.Of(document));
    Console.WriteLine(args.Contains("--json", StringComparer.Ordinal) ? TourJson.Write(document) : TourText.Write(document));
}
catch (Exception exception)
{
    problems.Add(exception.ToString());
}

foreach (var problem in problems)
    Console.Error.WriteLine(problem);
return problems.Count == 0 ? 0 : 1;
