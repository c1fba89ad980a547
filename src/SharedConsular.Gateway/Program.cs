using SharedConsular.Gateway;

// The settings that come with the product lie beside it, wherever it is started from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (GatewayOptions.Read(builder.Configuration) is not { } options)
{
    await Console.Error.WriteLineAsync(GatewayOptions.HowToSay);
    return 1;
}

await using var app = GatewayApp.Build(builder, options);
await app.RunAsync();

return 0;
