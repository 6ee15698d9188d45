#!/usr/bin/env dotnet
#:package YamlDotNet
#:property RestorePackagesWithLockFile=false
#:property JsonSerializerIsReflectionEnabledByDefault=false
// The least that any reader of these files has to do: YamlDotNet's events, one after the other, of each file named.
// What koda-lint takes beyond that is the model, the rules and the report.
using YamlDotNet.Core;

foreach (var path in args)
{
    using var text = File.OpenText(path);
    var parser = new Parser(text);
    while (parser.MoveNext())
    {
    }
}
