package org.casenotesaudit.ledger.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.FieldNames;
import org.casenotesaudit.ledger.entry.SchemaRef;
import org.casenotesaudit.ledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The table that people read: one row per entry, RFC 4180, made of nothing but the entry's public
 * fields and what its disclosures say. A cell that a spreadsheet would run as a formula starts with
 * an apostrophe.
 */
final class CsvView {
  /** Sealed fields with a column of their own, by column. */
  private static final Map<String, String> COLUMNS =
      new TreeMap<>(
          Map.of(
              "occurredAt", FieldNames.OCCURRED_AT,
              "actorId", FieldNames.ACTOR_ID,
              "action", "action",
              "recordKind", "recordKind",
              "recordId", "recordId",
              "purpose", "purpose",
              "eventId", FieldNames.EVENT_ID));

  private static final List<String> ORDER =
      List.of("occurredAt", "actorId", "action", "recordKind", "recordId", "purpose", "eventId");

  private static final Set<String> LEFT_OUT =
      Set.of(FieldNames.CLIENT_ID, FieldNames.CLIENT_LINK, FieldNames.WORKER_LINK);

  /**
   * Also after leading space and after a line break within the cell, where some programs look
   * again.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "(^|[\\r\\n])[\\s\\u00a0\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]|^[\\t\\r]");

  private CsvView() {}

  static String header() {
    var cells = new ArrayList<>(List.of("index", "number", "kind", "event", "source", "sequence"));
    cells.addAll(ORDER);
    cells.addAll(List.of("details", "notDisclosed"));
    return row(cells);
  }

  static String row(HistoryEntry entry, long number) {
    var values = new HashMap<String, Json>();
    entry.disclosures().forEach(disclosure -> values.put(disclosure.name(), disclosure.value()));
    var ledgerEntry = entry.entry();
    var provenance = ledgerEntry.provenance();
    var cells = new ArrayList<String>();
    cells.add(Long.toString(entry.proof().index()));
    cells.add(Long.toString(number));
    cells.add(ledgerEntry.kind().code());
    cells.add(ledgerEntry.schema().map(SchemaRef::shortName).orElse(""));
    cells.add(provenance.source());
    cells.add(
        provenance.sequence().isPresent() ? Long.toString(provenance.sequence().getAsLong()) : "");
    ORDER.forEach(column -> cells.add(cell(values.get(COLUMNS.get(column)))));
    var details = new TreeMap<String, Json>();
    for (var disclosure : entry.disclosures()) {
      if (!COLUMNS.containsValue(disclosure.name()) && !LEFT_OUT.contains(disclosure.name())) {
        details.put(disclosure.name(), disclosure.value());
      }
    }
    cells.add(Json.object(details).canonical());
    cells.add(String.join(" ", withheld(entry)));
    return row(cells);
  }

  /** Names of sealed fields that the entry has and the archive does not open. */
  static List<String> withheld(HistoryEntry entry) {
    var names = new ArrayList<>(entry.entry().sealed().keySet());
    names.removeAll(entry.disclosures().stream().map(Disclosure::name).toList());
    return names;
  }

  private static String cell(@Nullable Json value) {
    return switch (value) {
      case null -> "";
      case Json.Text text -> text.value();
      case Json.Whole whole -> whole.canonical();
      case Json.Flag flag -> flag.canonical();
      case Json.Nothing nothing -> "";
      case Json.Array array -> array.canonical();
      case Json.Object object -> object.canonical();
    };
  }

  static String row(List<String> cells) {
    var out = new StringBuilder();
    var separator = "";
    for (var cell : cells) {
      out.append(separator).append(quoted(FORMULA.matcher(cell).find() ? "'" + cell : cell));
      separator = ",";
    }
    return out.append("\r\n").toString();
  }

  private static String quoted(String cell) {
    boolean special = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }
}
