// Audits a copy of the log with the Go project's own transparency-log library
// (golang.org/x/mod/sumdb), which knows nothing of ours: the checkpoint's signature, every tile up
// to the root, and that every entry hashes to its leaf.
//
// usage: main FOLDER VERIFIER_KEY
package main

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileEntries = 256

// folder holds a log as C2SP tlog-tiles names its files: the library's names without the height,
// which is always 8.
type folder string

func (f folder) read(name string) []byte {
	bytes, err := os.ReadFile(filepath.Join(string(f), filepath.FromSlash(name)))
	check(err)
	return bytes
}

func (folder) Height() int { return 8 }

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range tiles {
		read = append(read, f.read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return read, nil
}

func (folder) SaveTiles([]tlog.Tile, [][]byte) {}

func main() {
	if len(os.Args) != 3 {
		fail("arguments: %d (expected: FOLDER VERIFIER_KEY)", len(os.Args)-1)
	}
	log := folder(os.Args[1])
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	signed, err := note.Open(log.read("checkpoint"), note.VerifierList(verifier))
	check(err)
	tree := treeOf(signed.Text)

	// Each tile that is read is proven to lie under the tree's hash before it is used.
	tiles := tlog.TileHashReader(tree, log)
	root, err := tlog.TreeHash(tree.N, tiles)
	check(err)
	if root != tree.Hash {
		fail("root of the tiles: %s (expected: %s)", root, tree.Hash)
	}
	entries := int64(0)
	for bundle := int64(0); bundle*tileEntries < tree.N; bundle++ {
		entries += auditBundle(log, tiles, bundle, width(tree.N, bundle))
	}
	if entries != tree.N {
		fail("entries: %d (expected: %d)", entries, tree.N)
	}
	fmt.Printf("signed by %s; %d entries, each under the root\n", signed.Sigs[0].Name, tree.N)
}

func auditBundle(log folder, tiles tlog.HashReader, bundle int64, width int) int64 {
	name := tlog.Tile{H: 8, L: -1, N: bundle, W: width}.Path()
	data := log.read(strings.Replace(name, "tile/8/data/", "tile/entries/", 1))
	var places []int64
	var leaves []tlog.Hash
	for len(data) > 0 {
		size := int(binary.BigEndian.Uint16(data))
		leaves = append(leaves, tlog.RecordHash(data[2:2+size]))
		places = append(places, tlog.StoredHashIndex(0, bundle*tileEntries+int64(len(places))))
		data = data[2+size:]
	}
	hashes, err := tiles.ReadHashes(places)
	check(err)
	for i, hash := range hashes {
		if hash != leaves[i] {
			fail("entry %d: %s (expected: %s)", bundle*tileEntries+int64(i), leaves[i], hash)
		}
	}
	return int64(len(leaves))
}

func width(size, bundle int64) int {
	if left := size - bundle*tileEntries; left < tileEntries {
		return int(left)
	}
	return tileEntries
}

func treeOf(text string) tlog.Tree {
	lines := strings.Split(text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	hash, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], hash)
	return tree
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, found ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", found...)
	os.Exit(1)
}
