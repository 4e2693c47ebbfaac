//! Certificates for PKINIT (RFC 4556): an authority and the KDC's certificate, by `openssl`.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::{Result, run};

const OPENSSL_LIMIT: Duration = Duration::from_secs(30);

/// Writes `ca.pem`, `kdc.pem` and `kdc.key` into `directory`.
pub(super) fn write_certificates(directory: &Path, realm: &str) -> Result<()> {
    std::fs::write(directory.join("kdc.cnf"), extensions(realm))?;
    let new_key = ["-newkey", "rsa:2048", "-nodes", "-batch"];
    let authority = ["-x509", "-days", "2", "-subj", "/CN=test authority"];
    let files = ["-keyout", "ca.key", "-out", "ca.pem"];
    openssl(directory, &[&["req"], &new_key[..], &authority, &files].concat())?;
    let files = ["-keyout", "kdc.key", "-out", "kdc.csr", "-subj", "/CN=test kdc"];
    openssl(directory, &[&["req"], &new_key[..], &files].concat())?;
    let request = ["x509", "-req", "-in", "kdc.csr", "-out", "kdc.pem", "-days", "2"];
    let signer = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
    let extensions = ["-extfile", "kdc.cnf", "-extensions", "kdc"];
    openssl(directory, &[&request[..], &signer, &extensions].concat())
}

fn openssl(directory: &Path, arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("openssl");
    command.args(arguments).current_dir(directory);
    run(command, b"", OPENSSL_LIMIT)?.successful("openssl")?;
    Ok(())
}

/// RFC 4556 section 3.2.4: the name of the ticket-granting service as a KRB5PrincipalName, and the
/// extended key usage id-pkinit-KPKdc.
fn extensions(realm: &str) -> String {
    format!(
        "[kdc]
basicConstraints = CA:FALSE
keyUsage = nonRepudiation, digitalSignature, keyEncipherment, keyAgreement
extendedKeyUsage = 1.3.6.1.5.2.3.5
subjectAltName = otherName:1.3.6.1.5.2.2;SEQUENCE:kdc_name
[kdc_name]
realm = EXP:0,GeneralString:{realm}
principal_name = EXP:1,SEQUENCE:kdc_principal
[kdc_principal]
name_type = EXP:0,INTEGER:2
name_string = EXP:1,SEQUENCE:kdc_components
[kdc_components]
first = GeneralString:krbtgt
second = GeneralString:{realm}
"
    )
}
