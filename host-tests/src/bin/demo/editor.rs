//! The editor, served by the Envoy that stands in front of the endpoint for reports.

use std::path::{Path, PathBuf};

use host_tests::{Curl, Envoy, Failure, Reply, Result, project_root, scratch};

use crate::story::{expect, step};

/// Where Envoy has it.
pub(crate) const PATH: &str = "/editor/";

/// The media types of what browsers are particular about, by the ends of names.
const MEDIA_TYPES: [(&str, &str); 6] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
];

/// The editor as `scripts/web-build.sh` has built it.
pub(crate) struct Built {
    folder: PathBuf,
    /// Paths below the folder.
    files: Vec<String>,
}

impl Built {
    /// What is in `dist/web`.
    pub(crate) fn find() -> Result<Self> {
        let folder = project_root().join("dist/web");
        if !folder.join("index.html").is_file() {
            return Err(Failure::new("dist/web has no index.html; `make web` builds it"));
        }
        let mut files = Vec::new();
        let mut folders = vec![folder.clone()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(&next)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Some(name) = path.strip_prefix(&folder).ok().and_then(Path::to_str) {
                    files.push(name.to_owned());
                }
            }
        }
        files.sort();
        Ok(Self { folder, files })
    }

    fn octets(&self, file: &str) -> Result<Vec<u8>> {
        Ok(std::fs::read(self.folder.join(file))?)
    }
}

pub(crate) fn walk_through(envoy: &Envoy, built: &Built) -> Result<()> {
    step("the editor, from the Envoy in front of the endpoint");
    println!("$ curl {}", envoy.url(PATH));
    let (reply, octets) = fetch(envoy, "")?;
    show(&reply, &["content-type", "content-security-policy"]);
    expect("200", reply.status() == 200)?;
    expect("index.html as it was built", octets == built.octets("index.html")?)?;

    let core = built.files.iter().find(|name| is_core(name));
    let core = core.ok_or_else(|| Failure::new("dist/web has no core; `make web` builds it"))?;
    println!("$ curl {}assets/iodef_bg-....wasm", envoy.url(PATH));
    let (reply, octets) = fetch(envoy, core)?;
    show(&reply, &["content-type"]);
    expect("the core as it was built", reply.status() == 200 && octets == built.octets(core)?)?;

    let mut others = true;
    for file in &built.files {
        let (reply, octets) = fetch(envoy, file)?;
        others &= reply.values("content-type") == [media_type(file)];
        others &= octets == built.octets(file)?;
    }
    expect("every other file too, each with its type", others)?;
    let (reply, _) = fetch(envoy, "../iodef_filter.wasm")?;
    expect("and nothing beside its folder", reply.status() == 400)
}

fn is_core(name: &str) -> bool {
    name.starts_with("assets/iodef_bg-") && media_type(name) == "application/wasm"
}

fn media_type(file: &str) -> &'static str {
    let end = file.rsplit('.').next().unwrap_or_default();
    let known = MEDIA_TYPES.iter().find(|(of_type, _)| *of_type == end);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// The answer, and the octets of its body.
fn fetch(envoy: &Envoy, file: &str) -> Result<(Reply, Vec<u8>)> {
    let directory = scratch("editor")?;
    let body = directory.path().join("body");
    let curl = Curl::new().arg("--path-as-is").arg("--output").arg(&body.to_string_lossy());
    let reply = curl.get(&envoy.url(&format!("{PATH}{file}")))?;
    Ok((reply, std::fs::read(body)?))
}

fn show(reply: &Reply, headers: &[&str]) {
    println!("  {}", reply.status());
    for name in headers {
        for value in reply.values(name) {
            let mut parts = value.split("; ");
            let shown: Vec<&str> = parts.by_ref().take(2).collect();
            let rest = if parts.next().is_some() { "; ..." } else { "" };
            println!("  {name}: {}{rest}", shown.join("; "));
        }
    }
}
