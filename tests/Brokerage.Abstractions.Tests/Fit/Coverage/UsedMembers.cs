using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Brokerage.Fit.Coverage;

/// <summary>
/// The members of one assembly that another one refers to, read from its metadata: calls of methods, getters, setters and constructors.
/// Constants leave no trace there.
/// </summary>
internal static class UsedMembers
{
    public static HashSet<string> Of(string assemblyPath, string contract)
    {
        using var file = new PEReader(File.OpenRead(assemblyPath));
        var reader = file.GetMetadataReader();
        var names = new TypeNames(reader, contract);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.MemberReferences)
        {
            var member = reader.GetMemberReference(handle);
            if (names.Of(member.Parent) is { } type) used.Add($"{type}.{reader.GetString(member.Name)}");
        }
        return used;
    }

    private sealed class TypeNames(MetadataReader reader, string contract) : ISignatureTypeProvider<string?, object?>
    {
        public string? Of(EntityHandle handle) => handle.Kind switch
        {
            HandleKind.TypeReference => Name((TypeReferenceHandle)handle),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
            _ => null,
        };

        public string? GetGenericInstantiation(string? genericType, ImmutableArray<string?> typeArguments) => genericType;

        public string? GetTypeFromReference(MetadataReader metadata, TypeReferenceHandle handle, byte rawTypeKind) => Name(handle);

        public string? GetTypeFromSpecification(MetadataReader metadata, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => Of(handle);

        public string? GetTypeFromDefinition(MetadataReader metadata, TypeDefinitionHandle handle, byte rawTypeKind) => null;

        public string? GetArrayType(string? elementType, ArrayShape shape) => null;

        public string? GetByReferenceType(string? elementType) => elementType;

        public string? GetFunctionPointerType(MethodSignature<string?> signature) => null;

        public string? GetGenericMethodParameter(object? genericContext, int index) => null;

        public string? GetGenericTypeParameter(object? genericContext, int index) => null;

        public string? GetModifiedType(string? modifier, string? unmodifiedType, bool isRequired) => unmodifiedType;

        public string? GetPinnedType(string? elementType) => elementType;

        public string? GetPointerType(string? elementType) => null;

        public string? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

        public string? GetSZArrayType(string? elementType) => null;

        private string? Name(TypeReferenceHandle handle)
        {
            var type = reader.GetTypeReference(handle);
            var name = reader.GetString(type.Name);
            if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            {
                return Name((TypeReferenceHandle)type.ResolutionScope) is { } outer ? $"{outer}+{name}" : null;
            }
            if (type.ResolutionScope.Kind != HandleKind.AssemblyReference) return null;
            var assembly = reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope);
            if (!reader.StringComparer.Equals(assembly.Name, contract)) return null;
            return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
        }
    }
}
