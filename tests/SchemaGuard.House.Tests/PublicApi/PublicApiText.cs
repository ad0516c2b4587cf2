using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaGuard.House.Tests.PublicApi;

/// <summary>The text of everything that users of an assembly can compile against, in an order that does not depend on the source.</summary>
internal static class PublicApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Returns an assembly's text: a line for each type, an indented line for each of its members.</summary>
    public static string Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    /// <summary>Returns the text of types.</summary>
    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (
            var space in types
                .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
                .GroupBy(type => type.Namespace, StringComparer.Ordinal)
                .OrderBy(space => space.Key, StringComparer.Ordinal)
        )
        {
            text.Append(text.Length == 0 ? "" : "\n").Append("namespace ").Append(space.Key).Append('\n');
            foreach (var type in space.OrderBy(TypeText.Declared, StringComparer.Ordinal))
            {
                Append(text, type);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Type type)
    {
        text.Append('\n').Append(MemberText.Marks(type)).Append(Head(type)).Append('\n');
        foreach (var line in type.IsEnum ? EnumLines(type) : MemberLines(type))
        {
            text.Append("    ").Append(line).Append('\n');
        }
    }

    private static string Head(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"public delegate {new MemberText().Of(type.GetMethod("Invoke")!)} as {TypeText.Declared(type)}";
        }

        var bases = Bases(type).ToList();
        return $"public {Kind(type)} {TypeText.Declared(type)}"
            + (bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}")
            + MemberText.Constraints(type.GetGenericArguments());
    }

    private static string Kind(Type type)
    {
        if (type.IsInterface || type.IsEnum)
        {
            return type.IsInterface ? "interface" : "enum";
        }

        var record = IsRecord(type) ? "record " : "";
        if (type.IsValueType)
        {
            var readOnly = type.IsDefined(typeof(IsReadOnlyAttribute), inherit: false) ? "readonly " : "";
            return $"{readOnly}{(type.IsByRefLike ? "ref " : "")}{record}struct";
        }

        var how =
            type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed "
            : "";
        return $"{how}{record}class";
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetUnderlyingType(type) == typeof(int) ? [] : [TypeText.Of(Enum.GetUnderlyingType(type))];
        }

        var isClass = type is { IsClass: true, BaseType: { } parent } && parent != typeof(object);
        var inherited = type.GetInterfaces()
            .SelectMany(face => face.GetInterfaces())
            .Concat(type.BaseType?.GetInterfaces() ?? [])
            .ToHashSet();
        var faces = type.GetInterfaces()
            .Where(face => face.IsVisible && !inherited.Contains(face) && !(IsRecord(type) && IsOwnEquality(face, type)));
        return (isClass ? new[] { TypeText.Of(type.BaseType!) } : []).Concat(faces.Select(TypeText.Of).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> EnumLines(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field =>
                (field.Name, Value: Convert.ToInt64(field.GetRawConstantValue(), System.Globalization.CultureInfo.InvariantCulture))
            )
            .OrderBy(member => member.Value)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{member.Name} = {member.Value}");

    private static IEnumerable<string> MemberLines(Type type)
    {
        var printer = new MemberText();
        return type.GetMembers(Declared)
            .Where(IsShown)
            .Select(member => (Member: member, Text: printer.Of(member)))
            .OrderBy(pair => Rank(pair.Member))
            .ThenBy(pair => pair.Member.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Text, StringComparer.Ordinal)
            .Select(pair => pair.Text);
    }

    private static bool IsShown(MemberInfo member) =>
        // What the compiler adds to a record says no more than 'record' does.
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && member switch
        {
            MethodInfo method => MemberText.IsVisible(method)
                && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
                && method.Name != "Finalize",
            ConstructorInfo constructor => MemberText.IsVisible(constructor),
            PropertyInfo property => MemberText.IsVisible(property.GetMethod) || MemberText.IsVisible(property.SetMethod),
            EventInfo happening => MemberText.IsVisible(happening.AddMethod),
            FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
            // Nested types are exported types of their own.
            _ => false,
        };

    private static int Rank(MemberInfo member) =>
        member.MemberType switch
        {
            MemberTypes.Field => 0,
            MemberTypes.Constructor => 1,
            MemberTypes.Property => 2,
            MemberTypes.Event => 3,
            _ => 4,
        };

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static bool IsOwnEquality(Type face, Type type) =>
        face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEquatable<>) && face.GetGenericArguments()[0] == type;
}
