//! libxml2, by its command `xmllint`.

use std::io::Write;
use std::process::Command;

use tempfile::NamedTempFile;

fn ask(octets: &[u8], options: &[&str]) -> Result<Vec<u8>, String> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(octets).unwrap();
    let output = Command::new("xmllint").args(options).arg("--nonet").arg(file.path()).output();
    let output =
        output.unwrap_or_else(|error| panic!("xmllint: {error}; run scripts/setup.sh test"));
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    // Faults of namespaces leave the status as it is.
    if output.status.success() && !complaint.contains("namespace error") {
        Ok(output.stdout)
    } else {
        Err(complaint.lines().next().unwrap_or("no word").to_owned())
    }
}

/// Whether libxml2 reads it.
pub fn is_well_formed(octets: &[u8]) -> Result<(), String> {
    ask(octets, &["--noout"]).map(|_| ())
}

/// Canonical XML 1.0 with comments.
pub fn canonical(octets: &[u8]) -> Result<String, String> {
    let octets = ask(octets, &["--c14n"])?;
    Ok(String::from_utf8(octets).unwrap())
}
