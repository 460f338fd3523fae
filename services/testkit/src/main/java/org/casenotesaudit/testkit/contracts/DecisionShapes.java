package org.casenotesaudit.testkit.contracts;

import static org.casenotesaudit.testkit.contracts.JsonShape.code;
import static org.casenotesaudit.testkit.contracts.JsonShape.date;
import static org.casenotesaudit.testkit.contracts.JsonShape.exactly;
import static org.casenotesaudit.testkit.contracts.JsonShape.id;
import static org.casenotesaudit.testkit.contracts.JsonShape.listOf;
import static org.casenotesaudit.testkit.contracts.JsonShape.listOfSome;
import static org.casenotesaudit.testkit.contracts.JsonShape.moment;
import static org.casenotesaudit.testkit.contracts.JsonShape.object;
import static org.casenotesaudit.testkit.contracts.JsonShape.oneOf;
import static org.casenotesaudit.testkit.contracts.JsonShape.symbols;
import static org.casenotesaudit.testkit.contracts.JsonShape.wholeNumber;
import static org.casenotesaudit.testkit.contracts.JsonShape.yesOrNo;

import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;

/** The messages of POST /v1/decisions, between access and case-notes. */
public final class DecisionShapes {

  static final List<String> ITEM_KINDS =
      List.of("CASE_NOTE", "MEDIA", "CLIENT_IDENTITY", "NAME_BEHIND_CONCERN", "CASE_FILE");

  /** A worker whom the directory does not know is asked for with UNKNOWN. */
  static final List<String> EMPLOYMENTS = withUnknown(symbols(Employment.class));

  /**
   * What access asks. The stand-in takes nothing else, so access' own tests notice when access asks
   * otherwise.
   */
  public static final ObjectShape QUESTION =
      object()
          .with("workerId", id())
          .with("roles", listOf(code()))
          .with("teamIds", listOf(code()))
          .with("superviseeIds", listOf(code()))
          .with("employment", oneOf(EMPLOYMENTS))
          .with("item", object().with("kind", oneOf(ITEM_KINDS)).with("id", id()))
          .with("action", oneOf(Action.class))
          .with("purpose", oneOf(Purpose.class))
          .perhapsWith("breakGlass", object().with("reasonCode", oneOf(BreakGlassReason.class)))
          .perhapsWith("clientDateOfBirth", date())
          .perhapsWith(
              "standingGlasses",
              listOf(
                  object()
                      .with("clientId", id())
                      .with("validUntil", moment())
                      .with("dateOfBirthKnown", yesOrNo())));

  /** A grant, but for the case that holds the record. */
  static final ObjectShape PERMITTED_WITHOUT_CASE =
      object()
          .with("outcome", exactly("PERMITTED"))
          .with("clientId", id())
          .with("clientIds", listOfSome(id()))
          .with("recordKind", oneOf(RecordKind.class))
          .with("recordId", id())
          .with("grantId", id())
          .with("expiresAt", moment())
          .with("factVersion", wholeNumber())
          .with("rangeable", yesOrNo())
          .with("standingGlassOf", listOf(id()))
          .with("birthDatesKnown", listOf(id()));

  static final ObjectShape PERMITTED = PERMITTED_WITHOUT_CASE.with("caseId", id());

  /** A refusal of what there is none of: in nobody's history, and perhaps of no kind. */
  static final ObjectShape REFUSED_WITHOUT_CLIENT =
      object()
          .with("outcome", exactly("REFUSED"))
          .with("reason", oneOf(RefusalReason.class))
          .with("clientIds", listOf(id()))
          .with("recordKind", oneOf(withUnknown(symbols(RecordKind.class))));

  static final ObjectShape REFUSED = REFUSED_WITHOUT_CLIENT.with("clientId", id());

  static final ObjectShape BREAK_GLASS_REQUIRED =
      object()
          .with("outcome", exactly("BREAK_GLASS_REQUIRED"))
          .with("clientId", id())
          .with("clientIds", listOfSome(id()))
          .with("recordKind", oneOf(RecordKind.class));

  private DecisionShapes() {}

  private static List<String> withUnknown(List<String> symbols) {
    return Stream.concat(Stream.of(JsonShape.UNKNOWN), symbols.stream()).toList();
  }
}
