//! How fast documents are read and edited, and what memory they take:
//! `cargo run --release -p iodef --example document_speed [FILE]`.
#![allow(clippy::arithmetic_side_effects, reason = "the figures of a bench are small")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use iodef::document::{Document, Limits};

/// Counts what is allocated, and the most that ever was.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator that counts can be written in no other way")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed).wrapping_add(layout.size());
        PEAK.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Reports like those that are exchanged, one after the other, of about this many octets.
fn sample(octets: usize) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<IODEF-Document version=\"2.00\" xml:lang=\"en\" \
         xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\">\n",
    );
    let mut number = 0_u32;
    while text.len() < octets {
        number = number.wrapping_add(1);
        text.push_str(&format!(
            "  <Incident purpose=\"reporting\" restriction=\"private\">\n    \
             <IncidentID name=\"csirt.example.com\">{number}</IncidentID>\n    \
             <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>\n    \
             <Description>Scan of hosts &amp; services, seen at the border</Description>\n    \
             <Contact type=\"organization\" role=\"creator\">\n      \
             <Email>\n        <EmailTo>contact@csirt.example.com</EmailTo>\n      </Email>\n    \
             </Contact>\n    <EventData>\n      <Flow>\n        <System category=\"source\">\n          \
             <Node>\n            <Address category=\"ipv4-addr\">192.0.2.{}</Address>\n          \
             </Node>\n        </System>\n      </Flow>\n    </EventData>\n  </Incident>\n",
            number % 256
        ));
    }
    text.push_str("</IODEF-Document>\n");
    text
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts = match std::env::args().nth(1) {
        Some(path) => vec![std::fs::read_to_string(path)?],
        None => vec![sample(10_000), sample(1_000_000), sample(10_000_000)],
    };
    for text in texts {
        let rounds = (20_000_000 / text.len().max(1)).clamp(3, 300);
        let mut times = Vec::new();
        for _ in 0..rounds {
            let started = Instant::now();
            let document = Document::parse(text.as_bytes(), &Limits::default())?;
            times.push(started.elapsed());
            drop(document);
        }
        times.sort_unstable();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        let before = NOW.load(Ordering::Relaxed);
        PEAK.store(before, Ordering::Relaxed);
        let mut document = Document::parse(text.as_bytes(), &Limits::default())?;
        let held = NOW.load(Ordering::Relaxed).saturating_sub(before);
        let peak = PEAK.load(Ordering::Relaxed).saturating_sub(before);
        let octets = text.len() as f64;
        println!(
            "{:>9} octets, {:>7} nodes: read in {:>8.3} ms = {:.0} MB/s; held {:.2}, peak {:.2} octets per octet",
            text.len(),
            document.node_count(),
            median.as_secs_f64() * 1e3,
            octets / median.as_secs_f64() / 1e6,
            held as f64 / octets,
            peak as f64 / octets,
        );
        let place = document.text().find("Scan").unwrap_or(0);
        let mut edits = Vec::new();
        for round in 0..200 {
            let (range, with) =
                if round % 2 == 0 { (place..place, "x") } else { (place..place + 1, "") };
            let started = Instant::now();
            document.splice(range, with)?;
            let position = document.position(document.text().len());
            edits.push(started.elapsed());
            assert!(position.line > 0);
        }
        edits.sort_unstable();
        println!(
            "           one character typed near the start, and a position: {:?}",
            edits.get(100)
        );
    }
    Ok(())
}
