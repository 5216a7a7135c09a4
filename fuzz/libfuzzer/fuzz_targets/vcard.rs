#![no_main]

#[path = "../../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let subject = targets::SUBJECTS.iter().find(|subject| subject.name == "vcard");
    let _ = subject.map(|subject| (subject.run)(data));
});
