//! [`Ridge`]: linear least squares with a penalty on large coefficients.

/// Sums of squares and products, from which the coefficients come.
#[derive(Clone, Debug)]
pub(crate) struct Ridge {
    n_columns: usize,
    /// Products of columns, row after row.
    products: Vec<f64>,
    /// Products of each column with the target.
    targets: Vec<f64>,
    n_rows: f64,
}

impl Ridge {
    /// Of so many columns, without a row.
    pub(crate) fn new(n_columns: usize) -> Ridge {
        let products = vec![0.0; n_columns * n_columns];
        Ridge { n_columns, products, targets: vec![0.0; n_columns], n_rows: 0.0 }
    }

    /// Adds a row and its target.
    pub(crate) fn add(&mut self, row: &[f64], target: f64) {
        for (idx, left) in row.iter().enumerate() {
            for (other, right) in row.iter().enumerate() {
                self.products[idx * self.n_columns + other] += left * right;
            }
            self.targets[idx] += left * target;
        }
        self.n_rows += 1.0;
    }

    /// Both together, each counting for as much as the other however many rows it has.
    pub(crate) fn joined(mut self, other: &Ridge) -> Ridge {
        let scaled = |left: f64, right: f64| left / self.n_rows.max(1.0) + right / other.n_rows.max(1.0);
        self.products = self.products.iter().zip(&other.products).map(|(a, b)| scaled(*a, *b)).collect();
        self.targets = self.targets.iter().zip(&other.targets).map(|(a, b)| scaled(*a, *b)).collect();
        self.n_rows = 1.0;
        self
    }

    /// The coefficients, for a penalty in the unit of a row's square. A column that never varies gets 0.
    pub(crate) fn solve(&self, penalty: f64) -> Vec<f64> {
        let n = self.n_columns;
        let scale = self.n_rows.max(1.0);
        let mut matrix: Vec<f64> = self.products.iter().map(|sum| sum / scale).collect();
        let mut right: Vec<f64> = self.targets.iter().map(|sum| sum / scale).collect();
        for idx in 0..n {
            matrix[idx * n + idx] += penalty;
        }
        // Elimination without exchanging rows: with the penalty on its diagonal the matrix is positive definite.
        for idx in 0..n {
            for below in idx + 1..n {
                let factor = matrix[below * n + idx] / matrix[idx * n + idx];
                for column in idx..n {
                    matrix[below * n + column] -= factor * matrix[idx * n + column];
                }
                right[below] -= factor * right[idx];
            }
        }
        for idx in (0..n).rev() {
            let known: f64 = (idx + 1..n).map(|column| matrix[idx * n + column] * right[column]).sum();
            right[idx] = (right[idx] - known) / matrix[idx * n + idx];
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coefficients_of_an_exact_relation_are_found() {
        let mut ridge = Ridge::new(3);
        for row in [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.0, 0.0], [2.0, -1.0, 0.0]] {
            ridge.add(&row, 3.0 * row[0] - 2.0 * row[1]);
        }
        let found = ridge.solve(1e-9);
        assert!(
            (found[0] - 3.0).abs() < 1e-6 && (found[1] + 2.0).abs() < 1e-6 && found[2] == 0.0,
            "{found:?}"
        );
        assert!(ridge.solve(10.0)[0] < 3.0);
    }
}
