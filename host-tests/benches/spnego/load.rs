//! A client that sends each request once, over connections that stay open.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use host_tests::{Failure, Result};

/// Connections at a time, each with one request under way.
pub const CONNECTIONS: usize = 16;

/// How long an answer may take.
const LIMIT: Duration = Duration::from_secs(20);

/// The heads of `GET` requests with these values of `Authorization`.
pub fn requests(authorizations: impl Iterator<Item = String>) -> Vec<String> {
    authorizations
        .map(|value| {
            format!(
                "GET /hello.txt HTTP/1.1\r\nhost: localhost\r\nuser-agent: bench\r\n\
                 accept: */*\r\nauthorization: {value}\r\n\r\n"
            )
        })
        .collect()
}

/// Sends every request to a loopback port. Each must be answered with 200.
pub fn send(port: u16, requests: &[String]) -> Result<()> {
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS.min(requests.len()) {
        connections.push(Connection::open(port)?);
    }
    for round in requests.chunks(CONNECTIONS) {
        for (connection, request) in connections.iter_mut().zip(round) {
            connection.reader.get_mut().write_all(request.as_bytes())?;
        }
        for (connection, _) in connections.iter_mut().zip(round) {
            connection.answer()?;
        }
    }
    Ok(())
}

struct Connection {
    reader: BufReader<TcpStream>,
}

impl Connection {
    fn open(port: u16) -> Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, LIMIT)?;
        stream.set_read_timeout(Some(LIMIT))?;
        stream.set_write_timeout(Some(LIMIT))?;
        stream.set_nodelay(true)?;
        Ok(Self { reader: BufReader::new(stream) })
    }

    fn answer(&mut self) -> Result<()> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.reader.read_line(&mut head)? == 0 {
                return Err(Failure::new(format!("connection closed after `{head}`")));
            }
        }
        let head = head.to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length = length.and_then(|length| length.trim().parse().ok()).unwrap_or(0);
        std::io::copy(&mut self.reader.by_ref().take(length), &mut std::io::sink())?;
        if head.starts_with("http/1.1 200") {
            return Ok(());
        }
        Err(Failure::new(format!("a token was refused:\n{head}")))
    }
}
