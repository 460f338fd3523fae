package org.casenotesaudit.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.embedded.DemoRecords.DemoClient;

/** A video may be watched while somebody with the power to do so allows it, and not after. */
final class MediaChapter {
  private final Story story;
  private final Cast cast;
  private final Judgements judgements;
  private final Concerns concerns;

  MediaChapter(Story story, Cast cast, Judgements judgements, Concerns concerns) {
    this.story = story;
    this.cast = cast;
    this.judgements = judgements;
    this.concerns = concerns;
  }

  void play(DemoClient client) throws InterruptedException {
    var maria = cast.as(DemoPerson.MARIA);
    var authorities = "/v1/clients/" + client.clientId() + "/authorities";
    var consent =
        story
            .expect(
                201,
                maria.post(
                    App.CASE_NOTES,
                    authorities,
                    Map.of(
                        "authorityKind", "OWN_CONSENT",
                        "mediaKinds", List.of("VIDEO"),
                        "uses", List.of("CAPTURE", "VIEW"),
                        "purposes", List.of("DIRECT_CARE"),
                        "validFrom", DemoRecords.daysAgo(30).toString(),
                        "giver", "the client",
                        "evidence", "signed form on file")),
                "recording the consent")
            .field("authorityId");
    var video = smallestVideo();
    var mediaId =
        story
            .expect(
                201,
                maria.upload(
                    App.CASE_NOTES,
                    "/v1/cases/" + client.caseId() + "/media",
                    new Multipart()
                        .field("kind", "VIDEO")
                        .field("capturedAt", DemoRecords.daysAgo(20).toString())
                        .field("subjects", client.clientId())
                        .file("file", "session.mp4", "video/mp4", video)),
                "uploading the video")
            .field("mediaId");
    story.says("With the client's consent on record, Maria uploaded video %s.", mediaId);
    story.notes("mediaId", mediaId);

    story.expect(
        200,
        maria.post(
            App.CASE_NOTES,
            "/v1/authorities/" + consent + "/withdraw",
            Map.of("withdrawnBy", "CLIENT")),
        "withdrawing the consent");
    var after = judgements.open(DemoPerson.MARIA, Judgements.view("MEDIA", mediaId, "DIRECT_CARE"));
    story.expect(
        Arrays.equals(after.content().body(), video), "the video's bytes are not those uploaded");
    var found = concerns.await(client.clientId(), after.accessId(), "media-used-outside-authority");
    story.says(
        "The client withdrew the consent; Maria watched it all the same (access %s). After %.1f s"
            + " concern %s (%s): %s.",
        after.accessId(), found.seconds(), found.reference(), found.severity(), found.why());
    concerns.sayWhereToLook(found);
    story.notes("afterWithdrawalAccessId", after.accessId());

    story.expect(
        201,
        cast.as(DemoPerson.SOFIA)
            .post(
                App.CASE_NOTES,
                authorities,
                Map.of(
                    "authorityKind", "COURT_ORDER",
                    "mediaKinds", List.of("VIDEO"),
                    "uses", List.of("VIEW"),
                    "purposes", List.of("COURT_PROCEEDINGS"),
                    "mediaIds", List.of(mediaId),
                    "giver", "the court",
                    "evidence", "order on file")),
        "recording the court order");
    var ordered =
        judgements.open(DemoPerson.MARIA, Judgements.view("MEDIA", mediaId, "COURT_PROCEEDINGS"));
    judgements.await(client.clientId(), ordered.accessId(), "EXPLAINED", "allocated-worker");
    story.says(
        "A court order was recorded; watched again for court proceedings (access %s): reason on"
            + " record (EXPLAINED).",
        ordered.accessId());
    story.notes("underCourtOrderAccessId", ordered.accessId());
  }

  /**
   * The beginning of an MP4 file (ISO 14496-12): a file type box and an empty box of free space.
   */
  static byte[] smallestVideo() {
    var video = new ByteArrayOutputStream();
    video.writeBytes(new byte[] {0, 0, 0, 24});
    video.writeBytes("ftypisom".getBytes(StandardCharsets.US_ASCII));
    video.writeBytes(new byte[] {0, 0, 2, 0});
    video.writeBytes("isommp41".getBytes(StandardCharsets.US_ASCII));
    video.writeBytes(new byte[] {0, 0, 4, 8});
    video.writeBytes("free".getBytes(StandardCharsets.US_ASCII));
    video.writeBytes(new byte[1024]);
    return video.toByteArray();
  }
}
