using System.Diagnostics;
using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class LinuxFileTests : IDisposable
{
    private const int Size = 8192;
    private readonly TemporaryFolder _folder = new();

    public static bool IsLinux => OperatingSystem.IsLinux();

    public void Dispose() => _folder.Dispose();

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Only Linux has these calls.")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(4096)]
    [InlineData(Size - 1)]
    public void A_file_that_is_smaller_than_the_buffer_is_read_whole(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        File.WriteAllBytes(_folder.At("ä b.sql"), bytes);
        var buffer = new byte[Size];

        var read = LinuxFile.Read(_folder.At("ä b.sql"), buffer);

        read.ShouldBe(length);
        buffer[..read].ShouldBe(bytes);
    }

    [Theory(SkipUnless = nameof(IsLinux), Skip = "Only Linux has these calls.")]
    [InlineData(Size)]
    [InlineData(Size + 1)]
    public void A_file_that_fills_the_buffer_is_left_to_others(int length)
    {
        File.WriteAllBytes(_folder.At("a.sql"), new byte[length]);

        LinuxFile.Read(_folder.At("a.sql"), new byte[Size]).ShouldBe(LinuxFile.NotRead);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Only Linux has these calls.")]
    public void Links_folders_pipes_and_what_is_missing_are_left_to_others()
    {
        _folder.With("a.sql");
        File.CreateSymbolicLink(_folder.At("link.sql"), "a.sql");
        Directory.CreateDirectory(_folder.At("folder.sql"));
        using var process = Process.Start("mkfifo", _folder.At("pipe.sql"));
        process.WaitForExit();

        foreach (var name in (string[])["link.sql", "folder.sql", "pipe.sql", "missing.sql", new string('x', Size)])
        {
            LinuxFile.Read(_folder.At(name), new byte[Size]).ShouldBe(LinuxFile.NotRead, name);
        }
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Only Linux has these calls.")]
    public void A_file_that_somebody_writes_and_does_not_share_is_not_read_half()
    {
        _folder.With("001_a.sql");
        using (File.Open(_folder.At("001_a.sql"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            LinuxFile.Read(_folder.At("001_a.sql"), new byte[Size]).ShouldBe(LinuxFile.NotRead);
            TestMigrations
                .Collect(new FolderSource(_folder.Path, new FolderOptions()))
                .Problems.ShouldHaveSingleItem()
                .ShouldStartWith($"Script '{_folder.Path}/001_a.sql' cannot be read: ");
        }

        LinuxFile.Read(_folder.At("001_a.sql"), new byte[Size]).ShouldBe("select 1;".Length);
    }

    [Fact]
    public void A_folder_of_scripts_costs_little_memory_for_each()
    {
        const int Files = 200;
        for (var i = 1; i <= Files; i++)
        {
            _folder.With($"{i:D5}_create.sql");
        }

        var source = new FolderSource(_folder.Path, new FolderOptions());
        TestMigrations.Collect(source);
        var before = GC.GetAllocatedBytesForCurrentThread();
        TestMigrations.Collect(source).Migrations.Count.ShouldBe(Files);

        ((GC.GetAllocatedBytesForCurrentThread() - before) / Files).ShouldBeLessThan(1_200);
    }
}
