package org.casenotesaudit.alerts;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console in a real browser, from the sign-in to a settled concern. Needs Chromium. */
class ConsoleBrowserIT {

  private static final RunningAlerts ALERTS = RunningAlerts.shared();
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String CHROMIUM =
      System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void startBrowser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(CHROMIUM))
                    .setArgs(
                        List.of(
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run")));
  }

  @AfterAll
  static void stopBrowser() {
    playwright.close();
  }

  @Test
  void anOfficerSignsInReadsAConcernAndSettlesIt() {
    String worker = StreamEvents.id();
    String client = StreamEvents.id();
    Flagged access = Flagged.by(worker, client);
    ALERTS.stream.judge(access, 1, Verdict.FLAGGED, Verdict.FLAGGED, "after-ending");
    ALERTS.stream.judge(access, 2, Verdict.FLAGGED, Verdict.EXPLAINED, "after-ending");
    ALERTS.stream.raise(access, "after-ending", Severity.HIGH, 720, 1);
    ALERTS.stream.raise(
        access,
        "no-relationship",
        Severity.MEDIUM,
        410,
        1,
        true,
        List.of("unexplained-accesses=3", "within-days=30"));
    Flagged media =
        Flagged.by(StreamEvents.id(), StreamEvents.id()).at(Instant.now().minusSeconds(7200));
    ALERTS.stream.raise(
        media,
        "media-used-outside-authority",
        Severity.MEDIUM,
        400,
        2,
        false,
        List.of("authority-withdrawn"));
    ALERTS.stream.raise(
        Flagged.by(StreamEvents.id(), StreamEvents.id()),
        "restricted-client",
        Severity.CRITICAL,
        930,
        1,
        true,
        List.of("not-named-in-restriction"));
    ALERTS.stream.raise(
        Flagged.by(StreamEvents.id(), StreamEvents.id()),
        "break-glass-review",
        Severity.LOW,
        150,
        1,
        true,
        List.of("glass-broken", "review-within-hours=24"));
    String id = ALERTS.concernAbout(client).path("concernId").asText();

    List<String> complaints = new ArrayList<>();
    List<String> proofs = new ArrayList<>();
    try (BrowserContext context = newContext(1280, 900)) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.text().contains("Content Security Policy")) {
              complaints.add(message.text());
            }
          });
      page.onRequest(
          request -> {
            if (request.url().contains("/proof/")) {
              proofs.add(URI.create(request.url()).getPath());
            }
          });
      page.onResponse(
          response -> {
            if (response.status() >= 400
                && response.url().startsWith(ALERTS.server.getURL().toString())) {
              complaints.add(response.status() + " " + response.url());
            }
          });
      page.navigate(ALERTS.server.getURL() + "/?status=open");
      assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible();
      picture(page, "1-sign-in");
      signIn(page, RunningAlerts.OMAR, "compliance-officer");
      assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/\\?status=open$"));
      assertThat(page.getByRole(AriaRole.HEADING, named("Concerns"))).isVisible();
      picture(page, "2-queue");

      ALERTS.stream.raise(
          Flagged.by(StreamEvents.id(), StreamEvents.id()), "after-ending", Severity.HIGH, 600, 1);
      assertThat(page.getByText("1 new concern")).isVisible();
      picture(page, "3-queue-live");

      page.navigate(ALERTS.server.getURL() + "/?severity=info&assignee=me");
      assertThat(page.locator("#empty-filter")).isVisible();
      picture(page, "4-queue-empty");

      page.navigate(ALERTS.server.getURL() + "/concerns/" + id);
      picture(page, "5-concern");
      assertThat(page.getByText("The case had been closed for 214 days.").first()).isVisible();
      page.getByRole(AriaRole.BUTTON, button("Assign to me")).click();
      assertThat(page.getByText("The concern is assigned to you.")).isVisible();

      page.getByLabel("Policy breach").check();
      page.getByRole(AriaRole.BUTTON, button("Resolve")).click();
      assertThat(page.locator(".govuk-error-summary")).isFocused();
      picture(page, "6-error");
      page.getByLabel("What you found, in your words").fill("No task on record.");
      page.getByRole(AriaRole.BUTTON, button("Resolve")).click();
      assertThat(page.getByText("The concern is resolved")).isVisible();

      page.getByRole(AriaRole.BUTTON, button("Show the name")).click();
      assertThat(page.locator("#client-name")).containsText("Zinnia Quillfeather");
      page.locator("#timeline").scrollIntoViewIfNeeded();
      String before = page.url();
      String asked = proofLink(page).getAttribute("href");
      proofLink(page).click();
      assertThat(page.getByText("In the ledger at index 1234")).isVisible();
      assertThat(proofs)
          .as("asked of the ledger: what was clicked")
          .singleElement()
          .isEqualTo(asked);
      assertThat(page).hasURL(before);
      picture(page, "7-resolved-with-name");
      assertThat(page.locator("#looks .moj-timeline").first()).isHidden();
      page.locator("#looks summary").press("Enter");
      assertThat(page.locator("#looks .moj-timeline").first()).isVisible();
      picture(page, "14-looks");

      page.navigate(ALERTS.server.getURL() + asked);
      assertThat(page.getByText("In the ledger at index 1234")).isVisible();
      picture(page, "12-proof");
      page.getByText("Back to the concern").click();
      assertThat(page).hasURL(ALERTS.server.getURL() + "/concerns/" + id);

      page.getByRole(AriaRole.BUTTON, button("Sign out")).click();
      assertThat(page.getByText("You are signed out")).isVisible();
      page.navigate(ALERTS.server.getURL() + "/concerns/" + id);
      assertThat(page.getByRole(AriaRole.HEADING, named("Sign in"))).isVisible();
    }
    // The one answer below 500 and above 399 is the form sent without its text.
    assertThat(complaints).singleElement().asString().startsWith("400 ").endsWith("/resolve");
  }

  @Test
  void aPractitionerIsTurnedAwayWithAPageThatSaysWhy() {
    try (BrowserContext context = newContext(1280, 700)) {
      Page page = context.newPage();
      page.navigate(ALERTS.server.getURL() + "/");
      signIn(page, "00000000-0000-4000-8000-000000000001", "practitioner");
      assertThat(page.getByText("The console is for compliance officers")).isVisible();
      picture(page, "8-turned-away");
    }
  }

  @Test
  void aMistypedAddressIsAPageWithAWayBack() {
    try (BrowserContext context = newContext(1280, 700)) {
      Page page = context.newPage();
      page.navigate(ALERTS.server.getURL() + "/nope");
      assertThat(page.getByRole(AriaRole.HEADING, named("There is no such page for you")))
          .isVisible();
      picture(page, "13-no-such-page");
    }
  }

  @Test
  void anOfficerWithoutWorkerFileSeesNothingAndIsToldWhy() {
    try (BrowserContext context = newContext(390, 844)) {
      Page page = context.newPage();
      page.navigate(ALERTS.server.getURL() + "/");
      signIn(page, StreamEvents.id(), "compliance-officer");
      assertThat(page.locator("#empty-no-permission")).isVisible();
      picture(page, "9-no-mapping-narrow");
    }
  }

  @Test
  void theQueueAndAConcernCanBeReadOnANarrowScreen() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    ALERTS.stream.judge(access, 1, Verdict.FLAGGED, Verdict.FLAGGED, "after-ending");
    ALERTS.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    String id = ALERTS.concernAbout(client).path("concernId").asText();
    try (BrowserContext context = newContext(320, 700)) {
      Page page = context.newPage();
      page.navigate(ALERTS.server.getURL() + "/");
      signIn(page, RunningAlerts.OMAR, "compliance-officer");
      picture(page, "10-queue-narrow");
      assertNoSidewaysScroll(page);
      page.navigate(ALERTS.server.getURL() + "/concerns/" + id);
      assertThat(page.locator(".console-revisions")).isVisible();
      picture(page, "11-concern-narrow");
      assertNoSidewaysScroll(page);
    }
  }

  /** WCAG 2.2, 1.4.10: no scrolling in two directions at 320 CSS pixels. */
  private static void assertNoSidewaysScroll(Page page) {
    Object width = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) width).intValue()).isLessThanOrEqualTo(320);
  }

  private static BrowserContext newContext(int width, int height) {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height));
    context.setDefaultTimeout(10_000);
    return context;
  }

  private static void signIn(Page page, String worker, String role) {
    page.getByRole(AriaRole.BUTTON, button("Continue to sign in")).click();
    page.locator("[name=username]").fill(worker);
    page.locator("[name=claims]").fill("{\"roles\":[\"" + role + "\"],\"agency\":\"demo\"}");
    page.locator("[name=username]").press("Enter");
  }

  private static Locator proofLink(Page page) {
    return page.getByRole(AriaRole.LINK, named("Is it in the ledger?")).first();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  /** Keeps a picture of the page, which must be one that everybody can use. */
  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
    assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations())
        .as("what keeps people out of %s", name)
        .extracting(rule -> rule.getId() + " " + rule.getNodes())
        .isEmpty();
  }
}
