package org.casenotesaudit.ledger.tile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a public part of a log lies, relative to its root, as <a
 * href="https://c2sp.org/tlog-tiles@v0.1.0">C2SP tlog-tiles v0.1.0</a> says. Parsing accepts only
 * what formatting gives, so a path from a request can name nothing else on the disk.
 */
public sealed interface LogPath {
  /** Hashes in a full tile and entries in a full bundle. */
  int FULL_WIDTH = 256;

  /** The path below the log's root. */
  String path();

  /** The newest signed tree head. */
  record CheckpointPath() implements LogPath {
    @Override
    public String path() {
      return "checkpoint";
    }
  }

  /**
   * A run of hashes.
   *
   * @param level 0 for leaf hashes, each further one eight tree levels up; at most 63
   * @param index position among the tiles of that level
   * @param width 1 to 256 hashes
   */
  record TilePath(int level, long index, int width) implements LogPath {
    public TilePath {
      if (level < 0 || level > 63 || !Numbering.valid(index, width)) {
        throw new TileException.MalformedPath("tile/" + level + "/" + index + ".p/" + width);
      }
    }

    @Override
    public String path() {
      return "tile/" + level + "/" + Numbering.format(index, width);
    }
  }

  /**
   * A run of entries.
   *
   * @param index position among the bundles; bundle n holds the entries of tile n on level 0
   * @param width 1 to 256 entries
   */
  record BundlePath(long index, int width) implements LogPath {
    public BundlePath {
      if (!Numbering.valid(index, width)) {
        throw new TileException.MalformedPath("tile/entries/" + index + ".p/" + width);
      }
    }

    @Override
    public String path() {
      return "tile/entries/" + Numbering.format(index, width);
    }
  }

  /**
   * Reads a path.
   *
   * @throws TileException.MalformedPath if it is not the one spelling of a log's path
   */
  static LogPath parse(String path) {
    if (path.equals("checkpoint")) {
      return new CheckpointPath();
    }
    var matched = Numbering.PATH.matcher(path);
    if (!matched.matches()) {
      throw new TileException.MalformedPath(path);
    }
    long index = Numbering.index(matched);
    int width =
        matched.group("width") == null ? FULL_WIDTH : Integer.parseInt(matched.group("width"));
    var level = matched.group("level");
    LogPath parsed =
        level.equals("entries")
            ? new BundlePath(index, width)
            : new TilePath(Integer.parseInt(level), index, width);
    if (!parsed.path().equals(path)) {
      throw new TileException.MalformedPath(path);
    }
    return parsed;
  }

  /**
   * The number part: three digits per folder, all but the last marked with an x, so that no folder
   * grows beyond a thousand.
   */
  final class Numbering {
    // At most 18 digits and a width of three, so that nothing can overflow; the round trip decides
    // the rest.
    private static final Pattern PATH =
        Pattern.compile(
            "tile/(?<level>entries|[0-9]{1,2})/(?<index>(x[0-9]{3}/){0,5}[0-9]{3})(\\.p/(?<width>[1-9][0-9]{0,2}))?");

    private Numbering() {}

    private static long index(Matcher matched) {
      return Long.parseLong(matched.group("index").replace("x", "").replace("/", ""));
    }

    private static boolean valid(long index, int width) {
      return index >= 0 && index < 1_000_000_000_000_000_000L && width >= 1 && width <= FULL_WIDTH;
    }

    /**
     * The number with the suffix of a partial tile. Also numbers the sealed bundles, which are
     * never served.
     */
    public static String format(long index, int width) {
      var out = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
      for (long rest = index / 1000; rest > 0; rest /= 1000) {
        out.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
      }
      return width == FULL_WIDTH ? out.toString() : out.append(".p/").append(width).toString();
    }
  }
}
