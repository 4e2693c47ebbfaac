//! The endpoint for people and monitoring: metrics and health, on a loopback address.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::process::{Process, Stage};

/// How long one connection may last.
const CONNECTION_LIMIT: Duration = Duration::from_secs(30);

/// What Prometheus reads.
const METRICS_TYPE: &str = "text/plain; version=1.0.0; charset=utf-8";

/// Serves until it is dropped.
///
/// # Errors
/// The address cannot be used.
pub async fn serve(address: SocketAddr, process: Arc<Process>) -> std::io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve_connection(stream, Arc::clone(&process)));
            }
            Err(error) => {
                tracing::warn!(%error, "the operation endpoint accepts nothing for a moment");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn serve_connection(stream: TcpStream, process: Arc<Process>) {
    let service = service_fn(move |request| {
        let answer = answer(&request, &process);
        async move { Ok::<_, Infallible>(answer) }
    });
    let connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Ok(Err(error)) = timeout(CONNECTION_LIMIT, connection).await {
        tracing::debug!(%error, "connection to the operation endpoint");
    }
}

fn answer(request: &Request<Incoming>, process: &Process) -> Response<Full<Bytes>> {
    if request.method() != Method::GET {
        return text(StatusCode::METHOD_NOT_ALLOWED, "only GET\n".into());
    }
    match request.uri().path() {
        "/metrics" => match process.metrics.text() {
            Ok(metrics) => {
                let mut response = text(StatusCode::OK, metrics);
                let value = hyper::header::HeaderValue::from_static(METRICS_TYPE);
                response.headers_mut().insert(CONTENT_TYPE, value);
                response
            }
            Err(error) => text(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")),
        },
        "/health" => text(StatusCode::OK, "alive\n".into()),
        "/ready" => match process.stage() {
            Stage::Serving => text(StatusCode::OK, "serving\n".into()),
            Stage::Starting => text(StatusCode::SERVICE_UNAVAILABLE, "starting\n".into()),
            Stage::Draining => text(StatusCode::SERVICE_UNAVAILABLE, "draining\n".into()),
        },
        _ => text(StatusCode::NOT_FOUND, "/metrics, /health or /ready\n".into()),
    }
}

fn text(status: StatusCode, text: String) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = status;
    response
}
