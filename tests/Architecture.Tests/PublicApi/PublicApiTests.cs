namespace Brokerage.Architecture.Tests.PublicApi;

/// <summary>
/// The public surface of each package is approved text beside this file. A change shows as a diff in review;
/// <c>BROKERAGE_UPDATE=1 dotnet test tests/Architecture.Tests</c> writes the new text.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [MemberData(nameof(House.Each), MemberType = typeof(House))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        string file = Repository.At("tests", "Architecture.Tests", "PublicApi", $"{package}.approved.txt");
        string actual = ApiText.Of(House.Assembly(package));
        if (Environment.GetEnvironmentVariable("BROKERAGE_UPDATE") is "1" && (actual.Length > 0 || File.Exists(file)))
        {
            File.WriteAllText(file, actual);
        }

        string approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (!approved.Equals(actual, StringComparison.Ordinal))
        {
            Assert.Fail($"The public surface of {package} changed. If that is wanted, run the test again with BROKERAGE_UPDATE=1 and commit the text.\n"
                + string.Join('\n', LineDiff.Between(approved, actual)));
        }
    }

    [Fact]
    public void No_approved_text_is_left_of_a_package_that_is_gone() =>
        Findings.None(Directory.GetFiles(Repository.At("tests", "Architecture.Tests", "PublicApi"), "*.approved.txt")
            .Select(file => Path.GetFileName(file).Replace(".approved.txt", "", StringComparison.Ordinal))
            .Except(House.Packages, StringComparer.Ordinal));
}
