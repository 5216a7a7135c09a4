//! The default theme is embedded; cargo does not see new files in it by itself.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
