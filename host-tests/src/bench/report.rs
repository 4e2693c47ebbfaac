//! The rows of the report: `target/bench/AREA.json` and a table for people.

use serde_json::{Value, json};

use super::Samples;
use crate::{Failure, Result, project_root};

/// All rows, in the order of the table.
#[derive(Debug, Default)]
pub struct Report {
    rows: Vec<Row>,
}

/// One comparison.
#[derive(Debug)]
struct Row {
    bench: String,
    metric: &'static str,
    unit: &'static str,
    ours: Side,
    peer: Option<(String, Side)>,
    aim: Option<Aim>,
}

/// The figure of one side.
#[derive(Debug)]
struct Side {
    median: f64,
    /// First and third quartile, where there was more than one round.
    spread: Option<[f64; 2]>,
}

/// What a figure is to be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    /// Ours is at most this part of the peer's.
    Ratio(f64),
    /// Ours is at most this much.
    Most(f64),
    /// Ours is at least this much.
    Least(f64),
}

impl Report {
    /// Adds a comparison with a peer, both measured in alternated rounds.
    pub fn compare(
        &mut self,
        bench: &str,
        metric: &'static str,
        unit: &'static str,
        ours: &Samples,
        (peer_name, peer): (&str, &Samples),
        aim: Option<Aim>,
    ) {
        let peer = Some((peer_name.to_owned(), Side::from(peer)));
        let row = Row { bench: bench.to_owned(), metric, unit, ours: ours.into(), peer, aim };
        eprintln!("{}", row.line());
        self.rows.push(row);
    }

    /// Adds a figure of ours alone.
    pub fn state(
        &mut self,
        bench: &str,
        metric: &'static str,
        unit: &'static str,
        ours: f64,
        aim: Option<Aim>,
    ) {
        let ours = Side { median: ours, spread: None };
        let row = Row { bench: bench.to_owned(), metric, unit, ours, peer: None, aim };
        eprintln!("{}", row.line());
        self.rows.push(row);
    }

    /// Writes the file of an area and prints the table.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the file cannot be written.
    pub fn finish(&self, area: &str) -> Result<()> {
        let rows: Vec<Value> = self.rows.iter().map(Row::json).collect();
        let text =
            serde_json::to_string_pretty(&rows).map_err(|error| Failure::new(error.to_string()))?;
        let directory = project_root().join("target/bench");
        std::fs::create_dir_all(&directory)?;
        std::fs::write(directory.join(format!("{area}.json")), text + "\n")?;
        println!("{HEAD}");
        for row in &self.rows {
            println!("{}", row.line());
        }
        println!("\n(in brackets: first and third quartile of the rounds)");
        Ok(())
    }
}

const HEAD: &str = "bench                        metric              ours                     \
                    peer                     ratio   aim            met  peer's name";

impl Row {
    fn ratio(&self) -> Option<f64> {
        let ratio = self.ours.median / self.peer.as_ref()?.1.median;
        ratio.is_finite().then_some(ratio)
    }

    fn met(&self) -> Option<bool> {
        match self.aim? {
            Aim::Ratio(most) => self.ratio().map(|ratio| ratio <= most),
            Aim::Most(most) => Some(self.ours.median <= most),
            Aim::Least(least) => Some(self.ours.median >= least),
        }
    }

    fn aim(&self) -> Option<String> {
        Some(match self.aim? {
            Aim::Ratio(most) => format!("ratio <= {most:.2}"),
            Aim::Most(most) => format!("<= {most} {}", self.unit),
            Aim::Least(least) => format!(">= {least} {}", self.unit),
        })
    }

    fn json(&self) -> Value {
        json!({
            "bench": self.bench,
            "metric": self.metric,
            "unit": self.unit,
            "ours": self.ours.median,
            "ours_spread": self.ours.spread,
            "peer": self.peer.as_ref().map(|(_, peer)| peer.median),
            "peer_spread": self.peer.as_ref().and_then(|(_, peer)| peer.spread),
            "peer_name": self.peer.as_ref().map(|(name, _)| name),
            "ratio": self.ratio(),
            "aim": self.aim(),
            "met": self.met(),
        })
    }

    fn line(&self) -> String {
        let empty = || "-".to_owned();
        let (peer_name, peer) = self
            .peer
            .as_ref()
            .map_or((String::new(), empty()), |(name, p)| (name.clone(), p.text(self.unit)));
        format!(
            "{:<28} {:<19} {:<24} {:<24} {:<7} {:<14} {:<4} {peer_name}",
            self.bench,
            self.metric,
            self.ours.text(self.unit),
            peer,
            self.ratio().map_or_else(empty, |ratio| format!("{ratio:.3}")),
            self.aim().unwrap_or_else(empty),
            self.met().map_or("-", |met| if met { "yes" } else { "NO" }),
        )
    }
}

impl Side {
    fn text(&self, unit: &str) -> String {
        match self.spread {
            Some([low, high]) => format!("{:.1} {unit} [{low:.1}..{high:.1}]", self.median),
            None => format!("{:.1} {unit}", self.median),
        }
    }
}

impl From<&Samples> for Side {
    fn from(samples: &Samples) -> Self {
        Self { median: samples.median(), spread: Some(samples.spread()) }
    }
}
