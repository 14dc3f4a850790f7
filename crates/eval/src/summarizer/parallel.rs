//! [`each`]: the same work for many articles, on all cores, in order.

use std::num::NonZero;
use std::thread::{available_parallelism, scope};

/// What `work` makes of each item.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let n_threads = available_parallelism().map_or(1, NonZero::get);
    let work = &work;
    scope(|scope| {
        let chunks = items.chunks(items.len().div_ceil(n_threads).max(1));
        let threads: Vec<_> =
            chunks.map(|chunk| scope.spawn(move || chunk.iter().map(work).collect::<Vec<R>>())).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("measuring does not panic")).collect()
    })
}
