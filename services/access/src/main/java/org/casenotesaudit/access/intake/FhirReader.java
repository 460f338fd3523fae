package org.casenotesaudit.access.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.erdtman.jcs.JsonCanonicalizer;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Reads FHIR JSON strictly: what is not in the R4 specification is refused, not skipped. */
@Singleton
final class FhirReader {

  private final FhirContext context = FhirContext.forR4();
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /**
   * @throws RefusedResourceException if the body is not one JSON object
   */
  JsonNode tree(byte[] body) {
    try {
      JsonNode tree = json.readTree(body);
      if (tree == null || !tree.isObject()) {
        throw notJson("no JSON object");
      }
      return tree;
    } catch (JsonProcessingException malformed) {
      var at = malformed.getLocation();
      // Not the parser's message: it repeats a piece of what was sent.
      throw notJson(
          at == null
              ? "malformed JSON"
              : "malformed JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
    } catch (IOException unreadable) {
      throw notJson("unreadable");
    }
  }

  private static RefusedResourceException notJson(String found) {
    return new RefusedResourceException(
        IssueType.STRUCTURE, "body", found, "one FHIR R4 resource in JSON");
  }

  /**
   * @throws RefusedResourceException if it is no AuditEvent, or one with an element or a value that
   *     FHIR R4 does not know
   */
  SentResource auditEvent(JsonNode resource) {
    String type = resource.path("resourceType").asText("missing");
    if (!type.equals("AuditEvent")) {
      throw new RefusedResourceException(
          IssueType.NOTSUPPORTED, "resourceType", type, "AuditEvent");
    }
    IParser parser = context.newJsonParser();
    parser.setParserErrorHandler(new StrictErrors());
    try {
      AuditEvent event = parser.parseResource(AuditEvent.class, resource.toString());
      return new SentResource(event, digest(resource));
    } catch (DataFormatException malformed) {
      throw new RefusedResourceException(
          IssueType.STRUCTURE,
          "AuditEvent",
          String.valueOf(malformed.getMessage()),
          "a resource as FHIR R4 defines it");
    }
  }

  String write(IBaseResource resource) {
    return context.newJsonParser().encodeResourceToString(resource);
  }

  private static byte[] digest(JsonNode resource) {
    try {
      byte[] canonical = new JsonCanonicalizer(resource.toString()).getEncodedUTF8();
      return MessageDigest.getInstance("SHA-256").digest(canonical);
    } catch (IOException cannot) {
      throw new RefusedResourceException(
          IssueType.STRUCTURE, "AuditEvent", "no canonical form", "JSON as RFC 8785 allows it");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
