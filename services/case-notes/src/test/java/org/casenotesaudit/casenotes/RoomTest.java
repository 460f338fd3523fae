package org.casenotesaudit.casenotes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know of whom inside case-notes. */
class RoomTest {

  private static final String ROOM = "org.casenotesaudit.casenotes";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOM);

  @Test
  void theDecisionKnowsNothingButFactsAndTheWordsOfEvents() {
    noClasses()
        .that()
        .resideInAPackage(ROOM + ".deciding..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            ROOM + ".deciding..", "org.casenotesaudit.events..", "java..", "org.jspecify..")
        .because("a decision is facts in, answer out: it can be read, and tested, alone")
        .check(classes);
  }

  @Test
  void sealingKnowsNothingButTheJdk() {
    noClasses()
        .that()
        .resideInAPackage(ROOM + ".sealing..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(ROOM + ".sealing..", "java..", "javax.crypto..", "org.jspecify..")
        .because("what guards the text must be small enough to be checked")
        .check(classes);
  }

  @Test
  void nobodyReachesBackToTheHttpEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOM + ".http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOM + ".http..")
        .check(classes);
  }

  @Test
  void whatChangesRecordsDoesNotReadThemOutAndTheOtherWayRound() {
    noClasses()
        .that()
        .resideInAPackage(ROOM + ".changes..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOM + ".reading..")
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage(ROOM + ".reading..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOM + ".changes..")
        .check(classes);
  }

  @Test
  void thisAppImportsNoOtherApp() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.casenotesaudit.access..",
            "org.casenotesaudit.confidentiality..",
            "org.casenotesaudit.audittrail..",
            "org.casenotesaudit.alerts..",
            "org.casenotesaudit.rules..",
            "org.casenotesaudit.ledger..")
        .because("apps meet in topics and over HTTP")
        .check(classes);
  }
}
