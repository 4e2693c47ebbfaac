//! What the kernel says of a server: processor time, memory, and on which processor it runs.

use rustix::process::Pid;
use rustix::thread::{CpuSet, sched_setaffinity};

use crate::{Failure, Result};

/// The unit of times in `/proc`, which is fixed for user space on every architecture in use.
const TICKS_PER_SECOND: f64 = 100.0;

/// Seconds of processor time of a process and everything it has started.
///
/// # Errors
///
/// A [`Failure`] when the system does not tell.
pub fn processor_seconds(id: u32) -> Result<f64> {
    let mut ticks = 0.0;
    for id in tree(id)? {
        // utime, stime and the same of children that have ended.
        ticks += fields(id).map_or(0.0, |fields| {
            fields.iter().skip(11).take(4).filter_map(|field| field.parse::<f64>().ok()).sum()
        });
    }
    Ok(ticks / TICKS_PER_SECOND)
}

/// Resident octets of a process.
///
/// # Errors
///
/// A [`Failure`] when the system does not tell.
pub fn resident_octets(id: u32) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = kilobytes.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.map(|kb| kb * 1024.0).ok_or_else(|| Failure::new("no VmRSS"))
}

/// Lets this thread, and those that it starts from now on, run on one processor only.
///
/// # Errors
///
/// A [`Failure`] when the system refuses.
pub fn pin_thread(processor: usize) -> Result<()> {
    let mut processors = CpuSet::new();
    processors.set(processor);
    sched_setaffinity(None, &processors).map_err(|error| Failure::new(error.to_string()))
}

/// Lets a process and everything it has started run on one processor only.
///
/// # Errors
///
/// A [`Failure`] when the system does not tell what it has started.
pub fn pin(id: u32, processor: usize) -> Result<()> {
    let mut processors = CpuSet::new();
    processors.set(processor);
    for id in tree(id)? {
        for thread in std::fs::read_dir(format!("/proc/{id}/task"))? {
            let name = thread?.file_name();
            let thread = name.to_str().and_then(|name| name.parse().ok()).and_then(Pid::from_raw);
            // A thread that has ended since is no matter.
            let _ = sched_setaffinity(thread, &processors);
        }
    }
    Ok(())
}

/// A process and everything it has started, parents first.
fn tree(root: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        let parent = fields(id).and_then(|fields| fields.get(1)?.parse::<u32>().ok());
        parents.extend(parent.map(|parent| (id, parent)));
    }
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(&id) = tree.get(next) {
        tree.extend(parents.iter().filter(|(_, parent)| *parent == id).map(|(child, _)| *child));
        next += 1;
    }
    Ok(tree)
}

/// The fields of `/proc/ID/stat` after the name, which may contain spaces: from the state on.
fn fields(id: u32) -> Option<Vec<String>> {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(ToOwned::to_owned).collect())
}
