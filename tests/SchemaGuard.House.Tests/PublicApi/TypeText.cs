using System.Reflection;

namespace SchemaGuard.House.Tests.PublicApi;

/// <summary>The text of types as C# writes them, without namespaces, with a question mark where <see langword="null"/> is allowed.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>Returns the text of a type whose nullability is unknown.</summary>
    public static string Of(Type type) => Of(type, nullability: null);

    /// <summary>Returns the text of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="nullability">Where <see langword="null"/> is allowed in it.</param>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var allowsNull = nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable };
        return Bare(type, nullability) + (allowsNull && !type.IsValueType ? "?" : "");
    }

    /// <summary>Returns the name of a type in its declaration: nested in its declaring type, with type parameters and without namespace.</summary>
    public static string Declared(Type type)
    {
        var name = type.DeclaringType is { } outer ? $"{Declared(outer)}.{Simple(type)}" : Simple(type);
        var own = type.GetGenericArguments()
            .Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)
            .Select(argument => argument.Name)
            .ToList();
        return own.Count == 0 ? name : $"{name}<{string.Join(", ", own)}>";
    }

    private static string Bare(Type type, NullabilityInfo? nullability)
    {
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var outer = type.DeclaringType is { } declarer ? Bare(declarer, nullability: null) + "." : "";
        return outer + Simple(type) + Arguments(type, nullability);
    }

    private static string Arguments(Type type, NullabilityInfo? nullability)
    {
        var arguments = type.GetGenericArguments();
        return arguments.Length == 0
            ? ""
            : $"<{string.Join(", ", arguments.Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i))))}>";
    }

    private static string Simple(Type type) => type.Name.Split('`')[0];
}
