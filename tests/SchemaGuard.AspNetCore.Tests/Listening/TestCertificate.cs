using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>A certificate that signs itself.</summary>
internal static class TestCertificate
{
    public const string Name = "CN=localhost";

    public const string Password = "of the test";

    /// <summary>Gets the certificate with its key, in the format of files.</summary>
    public static byte[] Exported { get; } = Export();

    public static X509Certificate2 Load() => X509CertificateLoader.LoadPkcs12(Exported, Password);

    private static byte[] Export()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return certificate.Export(X509ContentType.Pkcs12, Password);
    }
}
