//! How wide the columns of a table are, and where its cells stand.

use egui::{Rect, Vec2, pos2};

use super::{Column, Width};

/// The widths of all columns.
pub(super) struct Widths {
    all: Vec<f32>,
    /// Whether they need more room than there is: then the first stays and the others scroll sideways.
    pub(super) is_held: bool,
}

impl Widths {
    /// Shares what the exact columns leave; none is narrower than its `least`.
    pub(super) fn of(columns: &[Column<'_>], least: &[f32], room: f32) -> Self {
        let least = |n: usize| least.get(n).copied().unwrap_or_default();
        let mut all: Vec<Option<f32>> = columns
            .iter()
            .enumerate()
            .map(|(n, column)| match column.width {
                Width::Exact(points) => Some(points.max(least(n))),
                Width::Share(_) => None,
            })
            .collect();
        // A column that needs more than its share takes it from the others, which then share anew.
        while let Some((n, wanted)) = short(columns, &all, &least, room) {
            if let Some(width) = all.get_mut(n) {
                *width = Some(wanted);
            }
        }
        let (rest, shares) = left(columns, &all, room);
        let all: Vec<f32> = columns
            .iter()
            .zip(&all)
            .map(|(column, width)| width.unwrap_or_else(|| share(column, rest, shares)))
            .collect();
        let is_held = all.iter().sum::<f32>() > room + 1.0;
        Self { all, is_held }
    }

    /// All of them side by side.
    pub(super) fn total(&self) -> f32 {
        self.all.iter().sum()
    }

    /// The first.
    pub(super) fn first(&self) -> f32 {
        self.all.first().copied().unwrap_or_default()
    }

    /// The places of the cells of a row; the first stays at `edge`, whatever is scrolled.
    pub(super) fn places(&self, row: Rect, edge: f32) -> impl Iterator<Item = Rect> {
        let mut left = row.left();
        self.all.iter().enumerate().map(move |(n, width)| {
            let at = if n == 0 { edge } else { left };
            left += width;
            Rect::from_min_size(pos2(at, row.top()), Vec2::new(*width, row.height()))
        })
    }
}

/// The first column whose share is less than it needs.
fn short(
    columns: &[Column<'_>],
    all: &[Option<f32>],
    least: &impl Fn(usize) -> f32,
    room: f32,
) -> Option<(usize, f32)> {
    let (rest, shares) = left(columns, all, room);
    let open = columns.iter().zip(all).enumerate().filter(|(_, (_, width))| width.is_none());
    let mut short = open.filter(|(n, (column, _))| share(column, rest, shares) < least(*n));
    short.next().map(|(n, _)| (n, least(n)))
}

/// What is left to be shared, and into how many shares.
fn left(columns: &[Column<'_>], all: &[Option<f32>], room: f32) -> (f32, f32) {
    let taken: f32 = all.iter().flatten().sum();
    let shares = columns.iter().zip(all).filter(|(_, width)| width.is_none()).map(|(column, _)| parts(column)).sum();
    ((room - taken).max(0.0), shares)
}

fn share(column: &Column<'_>, rest: f32, shares: f32) -> f32 {
    (rest * parts(column) / f32::max(shares, 0.01)).floor()
}

const fn parts(column: &Column<'_>) -> f32 {
    match column.width {
        Width::Exact(_) => 0.0,
        Width::Share(share) => share,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<'_>; 3] = [Column::exact("番号", 100.0), Column::new("氏名", 1.0), Column::new("職種", 3.0)];

    #[test]
    fn columns_share_what_the_exact_ones_leave() {
        let widths = Widths::of(&COLUMNS, &[60.0; 3], 500.0);
        assert_eq!(widths.all, [100.0, 100.0, 300.0]);
        assert!(!widths.is_held);
    }

    #[test]
    fn a_narrow_column_takes_what_it_needs_from_the_wide_one() {
        let widths = Widths::of(&COLUMNS, &[60.0, 150.0, 60.0], 500.0);
        assert_eq!(widths.all, [100.0, 150.0, 250.0]);
        assert!(!widths.is_held);
    }

    #[test]
    fn what_does_not_fit_scrolls_sideways() {
        let widths = Widths::of(&COLUMNS, &[120.0, 150.0, 160.0], 300.0);
        assert_eq!(widths.all, [120.0, 150.0, 160.0]);
        assert!(widths.is_held);
    }
}
