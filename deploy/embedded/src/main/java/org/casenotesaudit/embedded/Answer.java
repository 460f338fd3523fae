package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a service answered.
 *
 * @param status the HTTP status
 * @param body the bytes as they came
 */
record Answer(int status, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body as JSON; a missing node when it is not JSON. */
  JsonNode json() {
    try {
      var node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The text of a field; empty when there is none. */
  String field(String name) {
    return json().path(name).asText("");
  }

  /** The code of a problem body (RFC 9457); empty when the body is none. */
  String code() {
    return field("code");
  }

  /** Status and problem in one line, for a message about an unexpected answer. */
  String brief() {
    var detail = field("detail");
    var text = code().isEmpty() ? text() : code() + (detail.isEmpty() ? "" : ", " + detail);
    return status + " " + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
  }
}
