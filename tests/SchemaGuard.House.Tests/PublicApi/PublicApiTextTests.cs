using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.House.Tests.PublicApi;

#pragma warning disable SG9999 // The sample's own mark.

public sealed class PublicApiTextTests
{
    private const string TryGet =
        "public static bool TryGet<TItem>(string text, [NotNullWhen(true)] out string? found, TItem item, params int[] rest) "
        + "where TItem : class, PublicApiTextTests.IFace";

    public enum Shape : byte
    {
        Round = 2,
        Square = 1,
    }

    public interface IFace
    {
        string? Name { get; }

        int Count(IReadOnlyList<string?> items, Shape shape = Shape.Round, CancellationToken cancellationToken = default);
    }

    [Experimental("SG9999")]
    public sealed record Point(int X, string? Label = null)
    {
        public required IReadOnlyDictionary<string, string?> Notes { get; init; }

        internal int Hidden { get; init; }
    }

    public abstract class Base
    {
        public const string Text = "a";

        protected Base() { }

        public string Mixed { get; protected set; } = "";

        public static bool TryGet<TItem>(string text, [NotNullWhen(true)] out string? found, TItem item, params int[] rest)
            where TItem : class, IFace
        {
            found = null;
            return text.Length == rest.Length + item.Name?.Length;
        }

        public abstract override string ToString();

        private protected void Inner() { }
    }

    [Fact]
    public void A_type_is_written_with_everything_a_caller_compiles_against() =>
        PublicApiText
            .Of([typeof(IFace), typeof(Shape), typeof(Point), typeof(Base)])
            .ShouldBe(
                $$"""
                namespace SchemaGuard.House.Tests.PublicApi

                public abstract class PublicApiTextTests.Base
                    public const string Text = "a"
                    protected PublicApiTextTests.Base()
                    public string Mixed { get; protected set; }
                    public abstract string ToString()
                    {{TryGet}}

                public interface PublicApiTextTests.IFace
                    string? Name { get; }
                    int Count(IReadOnlyList<string?> items, PublicApiTextTests.Shape shape = Shape.Round, CancellationToken cancellationToken = default)

                [Experimental("SG9999")] public sealed record class PublicApiTextTests.Point
                    public PublicApiTextTests.Point(int X, string? Label = null)
                    public string? Label { get; init; }
                    public required IReadOnlyDictionary<string, string?> Notes { get; init; }
                    public int X { get; init; }

                public enum PublicApiTextTests.Shape : byte
                    Square = 1
                    Round = 2

                """
            );

    [Fact]
    public void A_difference_shows_what_went_and_what_came_under_its_type() =>
        LineDifference
            .Of(
                ["namespace N", "class A", "    X", "    Y", "class B", "    Z"],
                ["namespace N", "class A", "    Y", "class B", "    Z", "    W"]
            )
            .ShouldBe(["  class A", "-     X", "  class B", "+     W"]);
}
