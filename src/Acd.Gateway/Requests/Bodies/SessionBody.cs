namespace Acd.Gateway;

/// <summary>A key that signs a browser in.</summary>
internal sealed class SessionBody
{
    public static readonly RequestSchema<SessionBody> Schema = new RequestSchema<SessionBody>("SignIn")
        .Text("key", 256, "The key. Where the gateway has no keys, it may be missing.", (body, key) => body.Key = key)
        .Example("Sign in", """{"key": "0b9f2c64e1d84ab7a7f5c3d29e6b8f10"}""");

    public string? Key { get; set; }
}
