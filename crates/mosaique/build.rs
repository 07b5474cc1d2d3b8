//! Says in one line what is missing when the front end was not built before the program that embeds it.

fn main() {
    println!("cargo::rerun-if-changed=../../frontend/dist");
    println!("cargo::rerun-if-changed=../../data/france.atlas");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, remedy) in [("../../frontend/dist/app.css", "make frontend"), ("../../data/france.atlas", "make atlas")]
    {
        if !folder.join(file).exists() {
            println!("cargo::error={} is missing: run `{remedy}` first", file.trim_start_matches("../"));
        }
    }
}
