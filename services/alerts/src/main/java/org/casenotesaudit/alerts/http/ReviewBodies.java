package org.casenotesaudit.alerts.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Required;
import org.jspecify.annotations.Nullable;

/** What reviewers do about a concern, as it stands on the wire. */
final class ReviewBodies {

  private ReviewBodies() {}

  /**
   * To whom a concern goes.
   *
   * @param assigneeId a worker id, or an explicit null for nobody; never left out, because an empty
   *     body is more likely a mistake than a wish to take a concern from somebody
   */
  @Serdeable
  record AssignRequest(@JsonProperty(required = true) @Nullable String assigneeId) {}

  /**
   * Something to write down.
   *
   * @param text 1 to 4,000 characters
   */
  @Serdeable
  record CommentRequest(
      @Required @Example("Asked the team lead for the roster.") @Nullable String text) {}

  /**
   * What was written down.
   *
   * @param commentId the comment
   */
  @Serdeable
  record Commented(String commentId) {}

  /**
   * How a concern is settled.
   *
   * @param resolution the reason
   * @param text why, at most 4,000 characters; needed for POLICY_BREACH and FALSE_POSITIVE
   */
  @Serdeable
  record ResolveRequest(
      @Required @Codes(Resolution.class) @Nullable String resolution,
      @Example("The roster shows her on duty that night.") @Nullable String text) {}

  /**
   * Why a settled concern is taken up again.
   *
   * @param text 1 to 4,000 characters
   */
  @Serdeable
  record ReopenRequest(
      @Required @Example("The roster was corrected since.") @Nullable String text) {}

  /**
   * A client's name.
   *
   * @param givenName given name
   * @param familyName family name
   * @param accessId the access that showing it is
   */
  @Serdeable
  record NameAnswer(String givenName, String familyName, String accessId) {

    @Override
    public String toString() {
      return "NameAnswer[" + accessId + "]";
    }
  }

  /**
   * Why glass was broken.
   *
   * @param reasons all statements that cover accesses of the concern
   */
  @Serdeable
  record ReasonsAnswer(List<ReasonJson> reasons) {}

  /**
   * One statement of an emergency.
   *
   * @param reasonCode the kind of emergency
   * @param reason the worker's words
   * @param statedAt when it was stated
   * @param validUntil until when it opened the record
   * @param accessId the access that this reading of it is
   */
  @Serdeable
  record ReasonJson(
      @Codes(BreakGlassReason.class) String reasonCode,
      String reason,
      Instant statedAt,
      Instant validUntil,
      String accessId) {

    @Override
    public String toString() {
      return "ReasonJson[" + accessId + "]";
    }
  }
}
