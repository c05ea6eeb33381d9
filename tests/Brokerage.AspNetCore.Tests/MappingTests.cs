using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Tests;

/// <summary>Nothing is mapped unless something keeps strangers out.</summary>
public sealed class MappingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_a_login_of_the_hosts_own_nothing_is_mapped() =>
        Refuses<InvalidOperationException>("AddAuthorization", services => Add(services, options => options.UserId = _ => "ann"));

    [Fact]
    public void Without_a_word_on_who_is_asking_nothing_is_mapped() =>
        Refuses<OptionsValidationException>("UserId", services => Add(services.AddAuthorization(), _ => { }));

    [Fact]
    public void Without_endpoints_added_nothing_is_mapped() =>
        Refuses<InvalidOperationException>("AddEndpoints", services => services.AddAuthorization().AddBrokerage().AddSignIn(Keys()));

    [Fact]
    public void Without_sign_in_nothing_is_mapped() =>
        Refuses<InvalidOperationException>("AddSignIn", services => services.AddAuthorization().AddBrokerage().AddEndpoints(options => options.UserId = _ => "ann"));

    [Theory]
    [InlineData("/")]
    [InlineData("/{tenant}/brokerage")]
    [InlineData("/brokerage?x")]
    public async Task A_prefix_is_a_path_of_its_own(string prefix)
    {
        await using var app = Build(services => Add(services.AddAuthorization(), options => options.UserId = _ => "ann"));

        Assert.Throws<ArgumentException>(() => app.MapBrokerage(prefix));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("settings")]
    public void A_page_to_return_to_is_a_page_of_the_applications_own(string page) =>
        Refuses<OptionsValidationException>("ReturnTo", services => Add(services.AddAuthorization(), options => (options.UserId, options.ReturnTo) = (_ => "ann", page)));

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("pa per")]
    public void An_environment_stands_in_a_path(string environment) =>
        Refuses<OptionsValidationException>("path", services => Add(services.AddAuthorization(), options => options.Offer(BrokerId.Parse("fake"), environment, "app").UserId = _ => "ann"));

    [Fact]
    public void The_same_is_offered_once() =>
        Refuses<OptionsValidationException>("twice", services => Add(services.AddAuthorization(), options => options.Offer(BrokerId.Parse("fake"), "paper", "app").Offer(BrokerId.Parse("fake"), "paper", "app").UserId = _ => "ann"));

    [Fact]
    public void Addresses_and_times_are_checked()
    {
        Refuses<OptionsValidationException>("PublicAddress", services => Add(services.AddAuthorization(), options => (options.UserId, options.PublicAddress) = (_ => "ann", new Uri("ftp://app.example/"))));
        Refuses<OptionsValidationException>("PreparationLife", services => Add(services.AddAuthorization(), options => (options.UserId, options.PreparationLife) = (_ => "ann", TimeSpan.Zero)));
        Refuses<OptionsValidationException>("PreparationsPerUser", services => Add(services.AddAuthorization(), options => (options.UserId, options.PreparationsPerUser) = (_ => "ann", 0)));
    }

    [Fact]
    public async Task Anonymous_calls_need_a_word_of_their_own()
    {
        await using var app = Build(services => Add(services, options => options.AllowAnonymous = true));
        app.MapBrokerage("api/money/");
        await app.StartAsync(Token);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var reply = await browser.GetAsync("/api/money/connections", Token);

        Assert.Equal((HttpStatusCode.OK, """{"connections":[]}"""), (reply.StatusCode, await reply.Content.ReadAsStringAsync(Token)));
        Assert.All(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints), endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<IAllowAnonymous>()));
    }

    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:5000", 200)]
    [InlineData("[::1]", 200)]
    [InlineData("elsewhere.example", 401)]
    [InlineData("localhost.elsewhere.example", 401)]
    [InlineData("10.0.0.1", 401)]
    public async Task Anonymous_calls_are_served_under_a_name_of_this_machine(string host, int status)
    {
        await using var app = Build(services => Add(services, options => options.AllowAnonymous = true));
        app.MapBrokerage();
        await app.StartAsync(Token);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/brokerage/connections");
        request.Headers.Host = host;

        using var reply = await browser.SendAsync(request, Token);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("10.0.0.1", 401)]
    [InlineData("127.0.0.1", 200)]
    public async Task Anonymous_calls_are_served_from_this_machine(string from, int status)
    {
        await using var app = Build(services => Add(services, options => options.AllowAnonymous = true));
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(from);
            return next(context);
        });
        app.MapBrokerage();
        await app.StartAsync(Token);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var reply = await browser.GetAsync("/brokerage/connections", Token);

        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://app.example/base/")]
    public async Task Below_other_paths_a_broker_is_given_the_whole_address(string? publicAddress)
    {
        var broker = new FakeSignIn("fake", TimeProvider.System);
        await using var app = Build(services =>
        {
            services.AddSingleton<IBrokerageAdapter>(broker);
            Add(services, options =>
            {
                options.AllowAnonymous = true;
                options.PublicAddress = publicAddress is null ? null : new Uri(publicAddress);
                options.Offer(broker.Id, "paper", "app");
            });
        });
        app.UsePathBase("/base");
        app.UseRouting();
        app.MapGroup("/api").MapBrokerage("/money");
        await app.StartAsync(Token);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var begun = await browser.PostAsync("/base/api/money/sign-ins", new StringContent("""{"brokerId":"fake","environment":"paper"}""", System.Text.Encoding.UTF8, "application/json"), Token);
        var address = new Uri((await Support.WebScene.JsonAsync(begun))["address"]!.GetValue<string>());
        using var connected = await browser.GetAsync($"/base/api/money/callback/fake/paper{address.Query}&code=good", Token);

        Assert.Equal(new Uri(new Uri(publicAddress ?? new Uri(browser.BaseAddress, "base/").AbsoluteUri), "api/money/callback/fake/paper"), broker.RedirectTo);
        Assert.Equal("Connected", (await Support.WebScene.JsonAsync(connected))["outcome"]!.GetValue<string>());
    }

    private static FixedKeyProvider Keys() => new(VaultKey.Create("k1"));

    private static void Add(IServiceCollection services, Action<BrokerageEndpointOptions> configure) => services.AddBrokerage().AddSignIn(Keys()).AddEndpoints(configure);

    private static void Refuses<T>(string word, Action<IServiceCollection> configure)
        where T : Exception
    {
        var app = Build(configure);
        var exception = Assert.Throws<T>(() => app.MapBrokerage());
        Assert.Contains(word, exception.Message, StringComparison.Ordinal);
        Assert.Empty(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
    }

    private static WebApplication Build(Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        configure(builder.Services);
        return builder.Build();
    }
}
