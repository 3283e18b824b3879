package version_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/flymyai/stytch-go/internal/version"
)

// releases finds the releases of the changelog, each with its date.
var releases = regexp.MustCompile(`(?m)^## \[(\d+\.\d+\.\d+)\] - (\S+)$`)

// The version is the newest in the changelog. When a tag is released, it is the tag's, and the changelog has its date.
func TestVersion(t *testing.T) {
	t.Parallel()
	changelog, err := os.ReadFile("../../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	newest := releases.FindSubmatch(changelog)
	if newest == nil || string(newest[1]) != version.Version {
		t.Fatalf("the newest release in CHANGELOG.md is %q, the version is %s", newest, version.Version)
	}
	if os.Getenv("GITHUB_REF_TYPE") != "tag" {
		return
	}
	if tag := os.Getenv("GITHUB_REF_NAME"); tag != "v"+version.Version {
		t.Errorf("the tag is %s, the version is %s", tag, version.Version)
	}
	if date := string(newest[2]); !regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`).MatchString(date) {
		t.Errorf("the date of %s in CHANGELOG.md is %s", version.Version, date)
	}
}
