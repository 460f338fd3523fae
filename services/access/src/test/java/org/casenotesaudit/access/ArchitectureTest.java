package org.casenotesaudit.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know of whom within access. */
@AnalyzeClasses(
    packages = "org.casenotesaudit.access",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule accessKnowsNoOtherApp =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.casenotesaudit.casenotes..",
              "org.casenotesaudit.confidentiality..",
              "org.casenotesaudit.audittrail..",
              "org.casenotesaudit.alerts..");

  @ArchTest
  static final ArchRule theDirectoryKnowsNothingOfOpeningAndIntake =
      noClasses()
          .that()
          .resideInAPackage("..access.directory..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..access.opening..", "..access.intake..");

  @ArchTest
  static final ArchRule fhirStaysInTheIntake =
      noClasses()
          .that()
          .resideOutsideOfPackage("..access.intake..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hl7.fhir..", "ca.uhn.fhir..");
}
