using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SchemaGuard.House.Tests.PublicApi;

/// <summary>The text of members as C# declares them, each on one line.</summary>
internal sealed class MemberText
{
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>Returns a member's text.</summary>
    public string Of(MemberInfo member) =>
        Marks(member)
        + member switch
        {
            ConstructorInfo constructor =>
                $"{Access(constructor)} {TypeText.Declared(constructor.DeclaringType!).Split('<')[0]}({Parameters(constructor)})",
            MethodInfo method => Of(method),
            PropertyInfo property => Of(property),
            FieldInfo field => Of(field),
            EventInfo happening =>
                $"{Modifiers(happening.AddMethod!)}event {TypeText.Of(happening.EventHandlerType!, _nullability.Create(happening))} {happening.Name}",
            _ => throw new NotSupportedException($"No text for {member.MemberType} {member.Name}."),
        };

    /// <summary>Returns the attributes that a caller's compiler acts on.</summary>
    public static string Marks(MemberInfo member)
    {
        var experimental = member.GetCustomAttribute<ExperimentalAttribute>() is { } trial
            ? $"[Experimental(\"{trial.DiagnosticId}\")] "
            : "";
        var obsolete = member.GetCustomAttribute<ObsoleteAttribute>() is not null && !IsRequiredMembersGuard(member) ? "[Obsolete] " : "";
        var flags = member.GetCustomAttribute<FlagsAttribute>() is null ? "" : "[Flags] ";
        return experimental + obsolete + flags;
    }

    /// <summary>Determines whether a caller outside the assembly can see a method.</summary>
    public static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    /// <summary>Returns the constraints of type parameters.</summary>
    public static string Constraints(IEnumerable<Type> parameters) =>
        string.Concat(
            parameters
                .Select(parameter => (parameter.Name, All: ConstraintsOf(parameter).ToList()))
                .Where(pair => pair.All.Count > 0)
                .Select(pair => $" where {pair.Name} : {string.Join(", ", pair.All)}")
        );

    private string Of(MethodInfo method)
    {
        var typeParameters = method.GetGenericArguments();
        var generic = typeParameters.Length == 0 ? "" : $"<{string.Join(", ", typeParameters.Select(parameter => parameter.Name))}>";
        var result = TypeText.Of(method.ReturnType, _nullability.Create(method.ReturnParameter));
        return $"{Modifiers(method)}{result} {method.Name}{generic}({Parameters(method)}){Constraints(typeParameters)}";
    }

    private string Of(PropertyInfo property)
    {
        var accessors = string.Concat(
            new[] { property.GetMethod, property.SetMethod }.Where(IsVisible).Select(accessor => Accessor(property, accessor!))
        );
        var required = property.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        return $"{Modifiers(Widest(property))}{required}{TypeText.Of(property.PropertyType, _nullability.Create(property))} {name} {{ {accessors}}}";
    }

    private string Of(FieldInfo field)
    {
        var kind = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        var value = field.IsLiteral ? $" = {Literal(field.FieldType, field.GetRawConstantValue())}" : "";
        return $"{(field.IsPublic ? "public" : "protected")} {kind}{TypeText.Of(field.FieldType, _nullability.Create(field))} {field.Name}{value}";
    }

    private string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute), inherit: false) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(Parameter));

    private string Parameter(ParameterInfo parameter)
    {
        var many =
            parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var way =
            !parameter.ParameterType.IsByRef ? ""
            : parameter.IsOut ? "out "
            : parameter.IsIn ? "in "
            : "ref ";
        var when = parameter.GetCustomAttribute<NotNullWhenAttribute>() is { } notNull
            ? $"[NotNullWhen({Literal(typeof(bool), notNull.ReturnValue)})] "
            : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.ParameterType, parameter.RawDefaultValue)}" : "";
        return $"{when}{many}{way}{TypeText.Of(parameter.ParameterType, _nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Literal(Type type, object? value)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => bare.IsValueType && bare == type ? "default" : "null",
            string text => $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            _ when bare.IsEnum => $"{bare.Name}.{Enum.GetName(bare, value) ?? value}",
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string Accessor(PropertyInfo property, MethodInfo accessor)
    {
        var narrower = Access(accessor) == Access(Widest(property)) ? "" : Access(accessor) + " ";
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return narrower
            + (
                accessor == property.GetMethod ? "get; "
                : isInit ? "init; "
                : "set; "
            );
    }

    private static MethodInfo Widest(PropertyInfo property) =>
        new[] { property.GetMethod, property.SetMethod }.Where(IsVisible).OrderByDescending(accessor => accessor!.IsPublic).First()!;

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsStatic ? "static "
                : method.IsAbstract ? ""
                : "virtual ";
        }

        var isOverride = method.GetBaseDefinition().DeclaringType != method.DeclaringType;
        var kind =
            method.IsStatic ? "static "
            : method.IsAbstract ? "abstract "
            : isOverride ? (method.IsFinal ? "sealed override " : "override ")
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : "";
        return $"{Access(method)} {kind}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    private static IEnumerable<string> ConstraintsOf(Type parameter)
    {
        var attributes = parameter.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (isStruct || attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return isStruct ? "struct" : "class";
        }

        foreach (var constraint in parameter.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)))
        {
            yield return TypeText.Of(constraint);
        }

        if (!isStruct && attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            yield return "new()";
        }
    }

    /// <summary>Determines whether the compiler marked a constructor for older compilers that do not know required members.</summary>
    private static bool IsRequiredMembersGuard(MemberInfo member) =>
        member.GetCustomAttribute<CompilerFeatureRequiredAttribute>() is not null;
}
