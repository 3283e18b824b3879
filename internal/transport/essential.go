package transport

// Essential is a response that means nothing without some of its fields. Missing returns the name of one that the body
// lacks, or "". A call whose response lacks one fails.
type Essential interface {
	Missing() string
}
