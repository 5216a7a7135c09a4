# The words of everyday work. `just` lists them; each is one plain command, so nobody needs just.

[private]
default:
    @just --list

# Everything a change must pass, as it runs elsewhere
ci:
    .ci/run

# The long forms of it, hours: before a release
long *steps:
    .ci/long {{steps}}

# All tests
test *args:
    cargo test {{args}}

# Accept what the transcripts, golden sites and samples now say; read the diff afterwards
bless:
    UPDATE=1 TRYCMD=overwrite cargo test

# Lints, as strict as ci
lint:
    cargo clippy --all-targets -- -D warnings

# The crate's documentation, ARCHITECTURE first
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --open

# Bring the code into form
fmt:
    cargo fmt

# The demo journal as a site: open site/index.html
demo:
    cargo run --release -- build

# Generated journals of 1,000 to 50,000 people: time, memory, growth
bench:
    benches/build.sh

# Advisories, licences, duplicates and sources of everything we build on (needs cargo-deny)
deny:
    cargo deny check
