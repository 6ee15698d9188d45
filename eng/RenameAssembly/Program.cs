using Mono.Cecil;

// Gives an assembly the name of the file that it is written to. Public types keep their names; the strong name goes, since nobody but its
// owner can sign the changed file. The same input gives the same bytes.
if (args is not [var original, var renamed])
{
    Console.Error.WriteLine("usage: RenameAssembly ORIGINAL.dll NEW.NAME.dll");
    return 2;
}

using var assembly = AssemblyDefinition.ReadAssembly(original);
assembly.Name.Name = Path.GetFileNameWithoutExtension(renamed);
assembly.Name.PublicKey = [];
assembly.Name.HasPublicKey = false;
assembly.MainModule.Name = Path.GetFileName(renamed);
assembly.MainModule.Attributes &= ~ModuleAttributes.StrongNameSigned;

// Two builds that run at once write the same file: each its own, then moved into place whole.
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(renamed))!);
var written = renamed + "." + Environment.ProcessId + ".tmp";
assembly.Write(written, new WriterParameters { DeterministicMvid = true, Timestamp = 0 });
File.Move(written, renamed, overwrite: true);
return 0;
