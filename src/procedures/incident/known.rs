//! What is known of an incident, and what is still being looked into: short cards of label and value.

use egui::{Align, Layout, Ui};

use crate::base::{At, Coded, Day, IncidentId};
use crate::desk::{Desk, Route};
use crate::ledgers::clocks::Standing;
use crate::ledgers::incident::record::{Incident, Sure, field};
use crate::widgets::button::secondary;
use crate::widgets::theme::regular;
use crate::widgets::tokens::{color, font, space};
use crate::widgets::{Icon, card, prose};

/// What stands where nothing is known yet.
const ASKING: &str = "確認中";

/// A card: its heading and its rows.
pub(super) struct Known {
    title: &'static str,
    rows: Vec<(&'static str, String)>,
    /// A page that says more: word and where it leads.
    more: Option<(&'static str, Route)>,
}

/// Every card of an incident: what has a day first, then in the order of the form.
pub(super) fn cards(id: IncidentId, incident: &Incident) -> Vec<Known> {
    let mut all = vec![law(id, incident), questions(incident), data(incident)];
    if incident.asks_protection() {
        all.push(protection(incident));
    }
    all.extend([outcome(incident), finding(incident)]);
    all
}

fn questions(incident: &Incident) -> Known {
    let Incident { when_words, place, who, what, why, how, .. } = incident;
    let asked = [
        (field::WHEN_WORDS, when_words),
        (field::PLACE, place),
        (field::WHO, who),
        (field::WHAT, what),
        (field::WHY, why),
        (field::HOW, how),
    ];
    Known {
        title: "くわしい状況（5W1H）",
        rows: asked.into_iter().map(|(field, text)| (field.label, text.clone())).collect(),
        more: None,
    }
}

fn data(incident: &Incident) -> Known {
    let items = incident.data.iter().map(|item| item.label()).collect::<Vec<_>>().join("、");
    let mut rows = vec![
        (field::PEOPLE.label, incident.people_words()),
        (field::DATA.label, items),
        (field::FORM.label, incident.form.map_or("", Coded::label).to_owned()),
    ];
    if !incident.data_words.is_empty() {
        rows.push((field::DATA_WORDS.label, incident.data_words.clone()));
    }
    Known { title: "もれたおそれのある情報", rows, more: None }
}

/// はい, いいえ; nothing while it is not known.
fn sure(answer: Option<Sure>) -> String {
    match answer {
        Some(Sure::Yes) => Sure::Yes.label().to_owned(),
        Some(Sure::No) => Sure::No.label().to_owned(),
        Some(Sure::Unknown) | None => String::new(),
    }
}

fn protection(incident: &Incident) -> Known {
    let mut rows = vec![
        (field::ENCRYPTED.label, sure(incident.encrypted)),
        (field::KEY_SAFE.label, sure(incident.key_safe)),
        (field::LOCKED.label, sure(incident.locked)),
        (field::REMOTE.label, sure(incident.remote)),
    ];
    if !incident.protection_words.is_empty() {
        rows.push((field::PROTECTION_WORDS.label, incident.protection_words.clone()));
    }
    Known { title: "保護の状態", rows, more: None }
}

fn law(id: IncidentId, incident: &Incident) -> Known {
    let said = match incident.standing_by_law() {
        Standing::NeedsAnswer(_) => "",
        ref known @ (Standing::Reportable(_) | Standing::NotReportable | Standing::Excluded) => known.label(),
    };
    let mut rows = vec![
        ("委員会への報告", said.to_owned()),
        (field::SENSITIVE.label, sure(incident.sensitive)),
        (field::PROPERTY.label, sure(incident.property)),
        (field::IMPROPER.label, sure(incident.improper)),
        (field::MANY.label, sure(incident.many)),
    ];
    if let Some(exclusion) = incident.exclusion {
        rows.push((field::EXCLUSION.label, exclusion.label().to_owned()));
        let day = incident.exclusion_on.map(Day::wareki).unwrap_or_default();
        rows.push((field::EXCLUSION_BY.label, format!("{}　{day}", incident.exclusion_by).trim().to_owned()));
        rows.push((field::EXCLUSION_WHY.label, incident.exclusion_why.clone()));
    }
    Known {
        title: "個人情報保護法の報告", rows, more: Some(("期限と報告の下書き", Route::LeakReport(id)))
    }
}

fn outcome(incident: &Incident) -> Known {
    let mut rows = vec![(field::CAUSE.label, incident.cause.map_or("", Coded::label).to_owned())];
    let texts = [
        (field::SECOND_DAMAGE, &incident.second_damage),
        (field::TO_PERSONS, &incident.to_persons),
        (field::PUBLICATION, &incident.publication),
        (field::PREVENTION, &incident.prevention),
    ];
    rows.extend(texts.into_iter().map(|(field, text)| (field.label, text.clone())));
    if !incident.remarks.is_empty() {
        rows.push((field::REMARKS.label, incident.remarks.clone()));
    }
    Known { title: "原因・影響", rows, more: None }
}

fn finding(incident: &Incident) -> Known {
    let reported = incident.reported_at.map(At::wareki).unwrap_or_default();
    Known {
        title: "気づいた人と責任者",
        rows: vec![
            (field::FINDER.label, incident.finder.clone()),
            (field::LEADER.label, incident.leader.clone()),
            (field::REPORTED_AT.label, reported),
        ],
        more: None,
    }
}

/// Draws a card.
pub(super) fn draw_known(ui: &mut Ui, known: &Known, desk: &mut Desk<'_>) {
    card::card(ui, |ui| {
        card::head(ui, known.title, "", |ui| {
            if let Some((word, route)) = known.more.as_ref().filter(|(_, route)| desk.may(route.needs()))
                && ui.add(secondary(word).icon(Icon::CalendarClock).small()).clicked()
            {
                desk.go(route.clone());
            }
        });
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = space::S - 2.0;
        let label = (ui.available_width() * 0.4).min(190.0);
        for (name, value) in &known.rows {
            let (_, line) = ui.allocate_space(egui::vec2(ui.available_width(), 1.0));
            ui.painter().rect_filled(line, 0.0, color::ROW_LINE);
            ui.horizontal_top(|ui| {
                narrow(ui, label, |ui| {
                    prose::styled(ui, name, regular(font::CELL), color::WEAK);
                });
                let width = ui.available_width();
                narrow(ui, width, |ui| {
                    let is_open = value.trim().is_empty() || value == ASKING;
                    if is_open {
                        prose::styled(ui, ASKING, regular(font::CELL), color::WARN);
                    } else {
                        prose::styled(ui, value, regular(font::BODY), color::TEXT);
                    }
                });
            });
        }
    });
}

fn narrow(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    let rect = egui::Rect::from_min_size(ui.cursor().min, egui::vec2(width, f32::INFINITY));
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect).layout(layout), |ui| {
        ui.set_width(width);
        add(ui);
    });
}
