package org.casenotesaudit.serviceframe.security;

/** The roles that tokens carry. Constants, because annotations need them. */
public final class Roles {

  public static final String PRACTITIONER = "practitioner";
  public static final String SUPERVISOR = "supervisor";
  public static final String COMPLIANCE_OFFICER = "compliance-officer";
  public static final String PRIVACY_LEAD = "privacy-lead";
  public static final String AUDITOR = "auditor";
  public static final String DIRECTORY_ADMIN = "directory-admin";
  public static final String RECORDS_REQUEST = "records-request";
  public static final String INTAKE = "intake";
  public static final String CONTENT_READER = "content-reader";
  public static final String PLATFORM = "platform";

  /** The alerts service acting for an officer. */
  public static final String SERVICE_ALERTS = "service-alerts";

  /** Emergency duty: may break glass on a restricted record. */
  public static final String EMERGENCY_DUTY = "emergency-duty";

  private Roles() {}
}
