//! [`Weights`]: what each piece of evidence counts, as training left it.

use foldhash::{HashMap, HashMapExt};

use super::group::{Group, Sink};

/// What each piece of evidence counts for each of `N` answers, in hundredths of a logit. Read from a text: comment lines, `bias` with a number
/// an answer, and for each group a line with its name, the name on the page if it has such, and for each bucket a weight an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights<const N: usize = 1> {
    /// What each answer counts before any evidence.
    pub bias: [i32; N],
    /// The rows of groups without names, one after another.
    buckets: Vec<[i32; N]>,
    /// Where the row of each group begins.
    starts: Vec<usize>,
    /// The rows of each group with names, which the other groups have none of.
    names: Vec<Named<N>>,
}

/// The row of each name of a group.
type Named<const N: usize> = HashMap<Box<str>, Box<[[i32; N]]>>;

impl<const N: usize> Weights<N> {
    /// Weights that say nothing.
    #[must_use]
    pub fn zero() -> Weights<N> {
        let mut weights =
            Weights { bias: [0; N], buckets: Vec::new(), starts: Vec::new(), names: Vec::new() };
        for group in Group::all() {
            weights.starts.push(weights.buckets.len());
            weights.names.push(HashMap::new());
            let n_buckets = if group.has_names() { 0 } else { group.n_buckets() };
            weights.buckets.resize(weights.buckets.len() + n_buckets, [0; N]);
        }
        weights
    }

    /// Reads a table.
    ///
    /// # Errors
    /// The line that is none of a table.
    pub fn parse(table: &str) -> Result<Weights<N>, String> {
        let mut weights = Weights::zero();
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            weights.read_line(line).ok_or_else(|| line.to_owned())?;
        }
        Ok(weights)
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split(' ');
        let name = fields.next()?;
        if name == "bias" {
            self.bias = *rows(fields)?.first()?;
            return Some(());
        }
        let group = Group::all().find(|group| group.name() == name)?;
        let named = if group.has_names() { Some(fields.next()?) } else { None };
        let row = rows(fields)?;
        if row.len() != group.n_buckets() {
            return None;
        }
        match named {
            Some(name) => {
                self.names[usize::from(group.idx)].insert(name.into(), row.into());
            }
            None => {
                let start = self.starts[usize::from(group.idx)];
                self.buckets[start..start + row.len()].copy_from_slice(&row);
            }
        }
        Some(())
    }

    /// The weights of a piece of evidence.
    #[must_use]
    pub fn get(&self, group: Group, name: Option<&str>, bucket: usize) -> [i32; N] {
        match name {
            Some(name) => self.row(group, name).map_or([0; N], |row| row[bucket]),
            None => self.buckets[self.starts[usize::from(group.idx)] + bucket],
        }
    }

    fn row(&self, group: Group, name: &str) -> Option<&[[i32; N]]> {
        self.names[usize::from(group.idx)].get(name).map(|row| &**row)
    }

    /// Gives a piece of evidence its weights.
    pub fn set(&mut self, group: Group, name: Option<&str>, bucket: usize, weights: [i32; N]) {
        match name {
            Some(name) => {
                let row = self.names[usize::from(group.idx)].entry(name.into());
                row.or_insert_with(|| vec![[0; N]; group.n_buckets()].into())[bucket] = weights;
            }
            None => self.buckets[self.starts[usize::from(group.idx)] + bucket] = weights,
        }
    }

    /// The table as text: rows of nothing but zeros are left out.
    #[must_use]
    pub fn table(&self) -> String {
        let row = |weights: &[[i32; N]]| {
            weights.iter().flatten().map(|weight| format!(" {weight}")).collect::<String>()
        };
        let is_told = |weights: &[[i32; N]]| weights.iter().any(|weight| *weight != [0; N]);
        let mut out = format!("bias{}\n", row(&[self.bias]));
        for group in Group::all().filter(|group| !group.has_names()) {
            let start = self.starts[usize::from(group.idx)];
            let weights = &self.buckets[start..start + group.n_buckets()];
            if is_told(weights) {
                out += &format!("{}{}\n", group.name(), row(weights));
            }
        }
        for (group, rows) in Group::all().zip(&self.names) {
            let mut rows: Vec<_> = rows.iter().filter(|(_, weights)| is_told(weights)).collect();
            rows.sort_unstable();
            for (name, weights) in rows {
                out += &format!("{} {name}{}\n", group.name(), row(weights));
            }
        }
        out
    }
}

/// The numbers of a row, a weight an answer for each bucket; `None` where one is none, or some are left over.
fn rows<'a, const N: usize>(fields: impl Iterator<Item = &'a str>) -> Option<Vec<[i32; N]>> {
    let numbers = fields.map(str::parse).collect::<Result<Vec<i32>, _>>().ok()?;
    let (rows, rest) = numbers.as_chunks::<N>();
    rest.is_empty().then(|| rows.to_vec())
}

/// Adds the weights of a block's evidence up.
pub(super) struct Sum<'a, const N: usize = 1> {
    weights: &'a Weights<N>,
    pub(super) totals: [i32; N],
}

impl<'a, const N: usize> Sum<'a, N> {
    pub(super) fn new(weights: &'a Weights<N>) -> Sum<'a, N> {
        Sum { weights, totals: weights.bias }
    }

    fn count(&mut self, weights: [i32; N]) {
        self.totals.iter_mut().zip(weights).for_each(|(total, weight)| *total += weight);
    }
}

impl<const N: usize> Sink for Sum<'_, N> {
    fn add(&mut self, group: Group, bucket: usize) {
        self.count(self.weights.get(group, None, bucket));
    }

    fn add_name(&mut self, group: Group, name: &str, bucket: usize) {
        self.count(self.weights.get(group, Some(name), bucket));
    }
}

/// The chance, per cent, that goes with so many hundredths of a logit: the logistic function, straight between its values at
/// every half.
#[must_use]
pub fn chance(hundredths: i32) -> usize {
    const VALUES: [i32; 13] = [500, 622, 731, 818, 881, 924, 953, 971, 982, 989, 993, 996, 998];
    let size = hundredths.unsigned_abs().min(599) as usize;
    let (at, rest) = (size / 50, (size % 50) as i32);
    let value = VALUES[at] + (VALUES[at + 1] - VALUES[at]) * rest / 50;
    let per_mille = if hundredths < 0 { 1000 - value } else { value };
    (per_mille / 10) as usize
}
