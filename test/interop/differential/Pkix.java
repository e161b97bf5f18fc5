import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.*;
import java.util.*;

/** Validates one path a line by PKIX: mode, id, milliseconds, root, leaf and CAs, lists, OCSP response; all of them base64. */
class Pkix {
  static final CertificateFactory factory;

  static {
    try {
      factory = CertificateFactory.getInstance("X.509");
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void main(String[] args) throws Exception {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] fields = line.split("\t", -1);
      System.out.println(fields[0] + "\t" + fields[1] + "\t" + answer(fields).replaceAll("\\s+", " "));
    }
  }

  static String answer(String[] fields) {
    try {
      validate(fields);
      return "";
    } catch (Exception e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  static void validate(String[] fields) throws Exception {
    List<X509Certificate> path = new ArrayList<>();
    for (byte[] der : all(fields[4])) path.add(certificate(der));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(certificate(all(fields[3]).get(0)), null)));
    parameters.setDate(new Date(Long.parseLong(fields[2])));
    parameters.setPolicyQualifiersRejected(false);
    parameters.setRevocationEnabled(false);
    CertPathValidator validator = CertPathValidator.getInstance("PKIX");
    if (!fields[0].equals("path")) {
      PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
      List<CRL> lists = new ArrayList<>();
      for (byte[] der : all(fields[5])) lists.add(factory.generateCRL(new ByteArrayInputStream(der)));
      parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      if (fields[0].equals("ocsp")) {
        checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.ONLY_END_ENTITY, PKIXRevocationChecker.Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(path.get(0), all(fields[6]).get(0)));
      } else checker.setOptions(EnumSet.of(PKIXRevocationChecker.Option.PREFER_CRLS, PKIXRevocationChecker.Option.NO_FALLBACK));
      parameters.addCertPathChecker(checker);
    }
    validator.validate(factory.generateCertPath(path), parameters);
  }

  static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
  }

  static List<byte[]> all(String field) {
    List<byte[]> found = new ArrayList<>();
    for (String each : field.split(",")) if (!each.isEmpty()) found.add(Base64.getDecoder().decode(each));
    return found;
  }
}
