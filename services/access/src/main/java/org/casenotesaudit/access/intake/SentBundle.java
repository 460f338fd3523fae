package org.casenotesaudit.access.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * A Bundle as it was sent, before its resources are read: each of them is read and, in a batch,
 * refused for itself.
 *
 * @param atomic true for a transaction: all or none
 * @param resources the resources of its entries, in order
 */
record SentBundle(boolean atomic, List<JsonNode> resources) {

  static final int ENTRIES_MAX = 500;

  private static final Set<String> TYPES = Set.of("transaction", "batch", "collection");
  private static final Set<String> MEMBERS =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "implicitRules",
          "language",
          "identifier",
          "type",
          "timestamp",
          "total",
          "link",
          "entry",
          "signature");
  private static final Set<String> ENTRY_MEMBERS =
      Set.of("id", "link", "fullUrl", "resource", "search", "request", "extension");

  SentBundle {
    resources = List.copyOf(resources);
  }

  /**
   * @throws RefusedResourceException if it is no Bundle of AuditEvents to be taken in
   */
  static SentBundle of(JsonNode bundle) {
    String resourceType = bundle.path("resourceType").asText("missing");
    if (!resourceType.equals("Bundle")) {
      throw refused(IssueType.NOTSUPPORTED, "resourceType", resourceType, "Bundle");
    }
    requireMembers("Bundle", bundle, MEMBERS);
    String type = bundle.path("type").asText("missing");
    if (!TYPES.contains(type)) {
      throw refused(
          IssueType.NOTSUPPORTED, "Bundle.type", type, "transaction, batch or collection");
    }
    JsonNode entries = bundle.path("entry");
    if (!entries.isArray() || entries.isEmpty() || entries.size() > ENTRIES_MAX) {
      throw refused(
          IssueType.STRUCTURE,
          "Bundle.entry",
          entries.isArray() ? entries.size() + " entries" : "no array",
          "1 to " + ENTRIES_MAX + " entries");
    }
    var resources = new ArrayList<JsonNode>();
    for (int i = 0; i < entries.size(); i++) {
      resources.add(resourceOf("Bundle.entry[" + i + "]", entries.get(i), type));
    }
    return new SentBundle(type.equals("transaction"), resources);
  }

  private static JsonNode resourceOf(String place, JsonNode entry, String type) {
    requireMembers(place, entry, ENTRY_MEMBERS);
    if (!type.equals("collection")) {
      String method = entry.path("request").path("method").asText("missing");
      if (!method.equals("POST")) {
        throw refused(IssueType.NOTSUPPORTED, place + ".request.method", method, "POST");
      }
      String url = entry.path("request").path("url").asText("missing");
      if (!url.equals("AuditEvent")) {
        throw refused(IssueType.NOTSUPPORTED, place + ".request.url", url, "AuditEvent");
      }
    }
    JsonNode resource = entry.path("resource");
    if (!resource.isObject()) {
      throw refused(IssueType.REQUIRED, place + ".resource", "missing", "an AuditEvent");
    }
    return resource;
  }

  private static void requireMembers(String place, JsonNode node, Set<String> allowed) {
    if (!node.isObject()) {
      throw refused(IssueType.STRUCTURE, place, "no object", "an object");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!allowed.contains(name)) {
                throw refused(
                    IssueType.STRUCTURE,
                    place + "." + name,
                    "unknown element",
                    "an element of FHIR R4");
              }
            });
  }

  private static RefusedResourceException refused(
      IssueType type, String element, String found, String expected) {
    return new RefusedResourceException(type, element, found, expected);
  }
}
