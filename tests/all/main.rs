//! One test program: journeys, page texts, content, the vault, the house rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::string_slice)]

mod architecture;
mod assets;
mod cli_commands;
mod cli_faults;
mod exchange_commit;
mod exchange_matching;
mod exchange_safety;
mod exchange_samples;
mod exchange_screen;
mod exchange_support;
mod exchange_variants;
#[cfg(target_os = "linux")]
mod faults;
mod fuzz;
mod journey_backup;
mod journey_first_run;
mod journey_lock;
mod journey_operators;
mod journey_ways;
mod kill;
mod log_commands;
mod log_paper;
mod log_screen;
mod log_vault;
mod messages;
mod paper_pages;
mod paper_pdf;
mod paper_samples;
mod paper_text;
mod screens_findings;
mod screens_gallery;
mod screens_journeys;
mod sheets_ledger;
mod sheets_look;
mod sheets_support;
mod source;
mod support;
mod vault_backup;
mod vault_clock;
mod vault_damage;
mod vault_flips;
mod vault_frozen;
mod vault_journal;
mod vault_keys;
mod vault_kill;
mod vault_kill_custody;
mod vault_operators;
mod vault_smoke;
mod vault_support;
mod vault_vectors;
mod widgets_fields;
mod widgets_gallery;
mod widgets_table;
