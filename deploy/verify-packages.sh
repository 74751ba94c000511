#!/usr/bin/env bash
# Packs what is packable, installs the tools from the packages, and builds a program that uses the libraries.
# Usage: deploy/verify-packages.sh, after dotnet build Acd.sln -c Release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Packages of a version of their own come from the folder, and from no cache.
version="0.0.0-proof.$(date +%s)"
dotnet pack Acd.sln -c Release --no-build -v quiet -o "$work/packages" "-p:PackageVersion=$version"

expected="Acd.Client Acd.Connections Acd.Core Acd.Gateway Acd.Grains Acd.Hosting Acd.Server"
expected+=" Acd.Silo Acd.Simulator Acd.Sip Acd.Storage Acd.Ui"
packed="$(find "$work/packages" -name "*.$version.nupkg" -printf '%f\n' | sed "s/\.$version\.nupkg//" | LC_ALL=C sort | xargs)"
if [[ "$packed" != "$expected" ]]; then
    echo "verify-packages.sh: packed are $packed, and not $expected" >&2
    exit 1
fi

for package in $packed; do
    # Names in an archive are not compressed.
    if ! grep -aq README.md "$work/packages/$package.$version.nupkg"; then
        echo "verify-packages.sh: $package has no README.md" >&2
        exit 1
    fi
done

echo "   verified: $(wc -w <<< "$packed") packages are made, each with its readme"

for tool in "Acd.Server acd" "Acd.Simulator acd-sim"; do
    read -r package command <<< "$tool"
    dotnet tool install "$package" --version "$version" --tool-path "$work/tools" --source "$work/packages" \
        > "$work/install.log" || { cat "$work/install.log" >&2; exit 1; }
    said="$("$work/tools/$command" --version)"
    if [[ ! "$said" =~ ^[0-9]+\.[0-9]+\.[0-9]+ ]]; then
        echo "verify-packages.sh: $command --version says \"$said\"" >&2
        exit 1
    fi

    echo "   verified: the tool $command is installed and says $said"
done

mkdir "$work/consumer"
cat > "$work/consumer/consumer.csproj" << PROJECT
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit>
    <RestorePackagesPath>$work/cache</RestorePackagesPath>
    <RestoreFallbackFolders>${NUGET_PACKAGES:-$HOME/.nuget/packages}</RestoreFallbackFolders>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Acd.Client" Version="$version" />
    <PackageReference Include="Acd.Gateway" Version="$version" />
    <PackageReference Include="Acd.Silo" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
cat > "$work/consumer/Program.cs" << 'PROGRAM'
using Acd.Core;
using Acd.Gateway;
using Acd.Hosting;
using Acd.Silo;

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
(builder.Configuration["Acd:Store"], builder.Configuration["Acd:Port"]) = ("memory:", "0");
builder.AddAcdCenter();
builder.AddAcdGateway();
await using var app = builder.Build();
app.MapAcd();
app.UseAcdUrls();
await app.StartAsync();
var center = app.Services.GetRequiredService<IContactCenter>();
Reply reply;
do
{
    reply = await center.SendAsync(new EnqueueContact(new ContactId("c1")));
}
while (reply is Refusal { Kind: RefusalKind.Unavailable });
Console.WriteLine(reply is ContactReply { Contact: var contact } ? $"{contact.Id} is {contact.State}" : $"{reply}");
using var client = new Acd.Client.AcdClient(app.Urls.First());
var abandoned = await client.Contacts.AbandonAsync("c1");
Console.WriteLine($"{abandoned.Id} is {abandoned.State} as {abandoned.Reason}");
await app.StopAsync();
PROGRAM
# What the solution was built with is in the cache.
dotnet build "$work/consumer" -c Release -v quiet --source "$work/packages" -o "$work/consumer/out" > "$work/build.log" \
    || { cat "$work/build.log" >&2; exit 1; }
said="$(dotnet "$work/consumer/out/consumer.dll")"
if [[ "$said" != $'c1 is Queued\nc1 is closed as abandoned' ]]; then
    echo "verify-packages.sh: the consumer says \"$said\"" >&2
    exit 1
fi

echo "   verified: an application on the packages serves a center, and a client uses it: ${said//$'\n'/, }"
