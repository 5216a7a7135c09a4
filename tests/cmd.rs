//! Every command as the user sees it: transcripts under `tests/cmd/`.
//!
//! `NAME.trycmd` runs in a copy of `NAME.in/`; what `NAME.out/` holds must be there
//! afterwards. `TRYCMD=overwrite` writes what was seen.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("LC_ALL", "C")
        .env("NO_COLOR", "1")
        .env("SOURCE_DATE_EPOCH", "1772323200")
        .env("HOME", "/nowhere")
        .case("tests/cmd/*.trycmd");
}

/// The same for somebody whose system speaks Chinese.
#[test]
fn chinese_transcripts() {
    trycmd::TestCases::new()
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("NO_COLOR", "1")
        .env("SOURCE_DATE_EPOCH", "1772323200")
        .env("HOME", "/nowhere")
        .case("tests/cmd/zh/*.trycmd");
}
