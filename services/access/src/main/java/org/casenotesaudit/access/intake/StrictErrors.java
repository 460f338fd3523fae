package org.casenotesaudit.access.intake;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.jspecify.annotations.Nullable;

/**
 * Makes a refusal of each thing that HAPI's parser would let pass, with element and expectation.
 */
final class StrictErrors implements IParserErrorHandler {

  @Override
  public void unknownElement(@Nullable IParseLocation place, String name) {
    throw refused(IssueType.STRUCTURE, place, name, "unknown element", "an element of FHIR R4");
  }

  @Override
  public void unknownAttribute(@Nullable IParseLocation place, String name) {
    throw refused(IssueType.STRUCTURE, place, name, "unknown attribute", "an element of FHIR R4");
  }

  @Override
  public void unexpectedRepeatingElement(@Nullable IParseLocation place, String name) {
    throw refused(IssueType.STRUCTURE, place, name, "several", "one");
  }

  @Override
  public void incorrectJsonType(
      @Nullable IParseLocation place,
      String name,
      ValueType expected,
      @Nullable ScalarType expectedScalar,
      ValueType found,
      @Nullable ScalarType foundScalar) {
    throw refused(
        IssueType.STRUCTURE,
        place,
        name,
        foundScalar == null ? found.name() : foundScalar.name(),
        expectedScalar == null ? expected.name() : expectedScalar.name());
  }

  @Override
  public void invalidValue(@Nullable IParseLocation place, String value, String error) {
    throw refused(IssueType.VALUE, place, "", "\"" + value + "\"", "a value of its FHIR type");
  }

  @Override
  public void missingRequiredElement(@Nullable IParseLocation place, String name) {
    throw refused(IssueType.REQUIRED, place, name, "missing", "this element");
  }

  @Override
  public void containedResourceWithNoId(@Nullable IParseLocation place) {
    throw refused(IssueType.STRUCTURE, place, "contained", "a resource without id", "an id");
  }

  @Override
  public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation place) {
    throw refused(
        IssueType.STRUCTURE, place, "extension", "a value and extensions", "one of the two");
  }

  @Override
  public void unknownReference(@Nullable IParseLocation place, String reference) {
    throw refused(IssueType.STRUCTURE, place, "reference", "\"" + reference + "\"", "what exists");
  }

  @Override
  public void invalidInternalReference(@Nullable IParseLocation place, String reference) {
    throw refused(
        IssueType.STRUCTURE, place, "reference", "\"" + reference + "\"", "a contained resource");
  }

  private static RefusedResourceException refused(
      IssueType type, @Nullable IParseLocation place, String name, String found, String expected) {
    String parent = place == null ? null : place.getParentElementName();
    var path = new StringBuilder("AuditEvent");
    if (parent != null && !parent.isEmpty() && !parent.equals("AuditEvent")) {
      path.append('.').append(parent);
    }
    if (!name.isEmpty()) {
      path.append('.').append(name);
    }
    return new RefusedResourceException(type, path.toString(), found, expected);
  }
}
