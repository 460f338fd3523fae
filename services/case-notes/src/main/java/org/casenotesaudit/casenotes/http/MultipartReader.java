package org.casenotesaudit.casenotes.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemHeaders;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.UploadContext;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a form part by part as it comes in (RFC 7578), holding no more of it than a buffer. The
 * server's own reader keeps a file in memory until all fields have come.
 */
final class MultipartReader {

  private static final int HEAD_BYTES_MAX = 8 * 1024;

  private final FileItemIterator parts;

  private MultipartReader(FileItemIterator parts) {
    this.parts = parts;
  }

  /**
   * One part. Its bytes are gone once the next part is asked for.
   *
   * @param name of the form's field
   * @param contentType as its sender says, without parameters; or null
   * @param bytes end where the part does; reading them throws ProblemException 400 if the form
   *     breaks off
   */
  record Part(String name, @Nullable String contentType, InputStream bytes) {}

  /**
   * @param contentType header of the request
   * @throws ProblemException 400 if it names no boundary, or the first part is malformed
   */
  static MultipartReader of(InputStream body, @Nullable String contentType) throws IOException {
    var upload = new NamedParts();
    upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
    upload.setPartHeaderSizeMax(HEAD_BYTES_MAX);
    try {
      return new MultipartReader(
          upload.getItemIterator(new Sent(body, contentType == null ? "" : contentType)));
    } catch (FileUploadException | FileUploadIOException | MalformedStreamException malformed) {
      throw malformed();
    }
  }

  /**
   * The next part; empty after the last one.
   *
   * @throws ProblemException 400 if the form breaks off or a part says no name
   */
  Optional<Part> next() throws IOException {
    try {
      if (!parts.hasNext()) {
        return Optional.empty();
      }
      FileItemStream part = parts.next();
      String type = part.getContentType();
      return Optional.of(
          new Part(
              part.getFieldName(),
              type == null ? null : type.split(";", 2)[0].strip(),
              new PartStream(part.openStream())));
    } catch (FileUploadException | FileUploadIOException | MalformedStreamException malformed) {
      throw malformed();
    }
  }

  private static ProblemException malformed() {
    return ProblemException.invalidField(
        "body", "a malformed form", "multipart/form-data as in RFC 7578");
  }

  /** The library passes over parts without a name, and opens forms within forms. */
  private static final class NamedParts extends FileUpload {

    @Override
    protected String getFieldName(FileItemHeaders headers) {
      String name = super.getFieldName(headers);
      String type = headers.getHeader(CONTENT_TYPE);
      if (name == null || (type != null && type.toLowerCase(Locale.ROOT).startsWith(MULTIPART))) {
        throw malformed();
      }
      return name;
    }
  }

  /** The request, as the library wants to be told of it. */
  private record Sent(InputStream body, String contentType) implements UploadContext {

    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public int getContentLength() {
      return (int) contentLength();
    }

    /** Not known; it serves only to limit a whole form, whose file has a limit of its own. */
    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public InputStream getInputStream() {
      return body;
    }
  }

  /** A form that breaks off is the sender's mistake; a connection that does is not. */
  private static final class PartStream extends FilterInputStream {

    PartStream(InputStream part) {
      super(part);
    }

    @Override
    public int read() throws IOException {
      try {
        return super.read();
      } catch (MalformedStreamException malformed) {
        throw malformed();
      }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (MalformedStreamException malformed) {
        throw malformed();
      }
    }
  }
}
