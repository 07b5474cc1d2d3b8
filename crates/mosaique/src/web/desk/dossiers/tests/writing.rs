//! Several write a dossier: what they say to one another, its story, its team, its letters, a new form.

use super::*;
use crate::jobs;

/// A dossier with a co-author and the service of the State; their cookies.
async fn team() -> (Desk, String, String, String, String) {
    let (desk, lead, dossier) = begun().await;
    desk.give_in("demonstration", "dominique@exemple.fr", Role::StateService, &["16"]).await;
    let friend = invited(&desk, &lead, &dossier, "corinne@exemple.fr", "co-author").await;
    let state = invited(&desk, &lead, &dossier, "dominique@exemple.fr", "state-service").await;
    (desk, lead, friend, state, dossier)
}

/// Complete, signed by both sides and deposited; the cookie of the instructor comes last.
async fn deposited() -> (Desk, String, String, String, String) {
    let (desk, lead, _, state, dossier) = team().await;
    fill(&desk, &lead, &dossier).await;
    let fields = [
        ("base.state-service", "0"),
        ("v.state-service", "DDT de la Charente"),
        ("base.state-view", "0"),
        ("v.state-view", "Un projet utile."),
        ("base.state-months", "0"),
        ("v.state-months", "12"),
    ];
    save(&desk, &format!("{dossier}/rubriques/state"), &state, &fields, &[]).await;
    let acts = format!("{dossier}/actes");
    for (cookie, side) in [(&lead, "collectivite"), (&state, "state-service")] {
        let page = desk.get(&dossier, cookie).await.text;
        desk.post(&acts, cookie, &format!("act=sign&side={side}&digest={}", digest(&page))).await;
    }
    let submitted = desk.post(&acts, &lead, "act=submit").await;
    assert_eq!(submitted.status, StatusCode::SEE_OTHER, "{}", submitted.text);
    desk.give_in("demonstration", "ines@exemple.fr", Role::Instructor, &[]).await;
    let instructor = desk.enter("ines@exemple.fr").await;
    (desk, lead, state, instructor, dossier)
}

/// Once the call is closed: the lead, the service of the State and the instructor enter again.
async fn later(desk: &Desk) -> [String; 3] {
    desk.go_to("2027-01-20T10:00:00Z");
    let mut cookies = Vec::new();
    for address in ["tariq@exemple.fr", "dominique@exemple.fr", "ines@exemple.fr"] {
        cookies.push(desk.enter(address).await);
    }
    cookies.try_into().unwrap()
}

/// The first text between two others.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let start = text.find(before).unwrap_or_else(|| panic!("{before} in {text}")) + before.len();
    &text[start..start + text[start..].find(after).unwrap()]
}

#[tokio::test]
async fn what_is_said_is_read_by_those_who_write_counted_and_erased_and_by_nobody_else() {
    let (desk, lead, state, instructor, dossier) = deposited().await;
    let page = format!("{dossier}/commentaires");
    let said = desk.post(&page, &lead, "act=comment&question=summary&text=Un+mot+secret").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let comment = said.header("location").split("#c-").nth(1).unwrap().to_owned();
    assert!(desk.get(&dossier, &state).await.text.contains("Commentaires, un non lu"));
    let read = desk.get(&page, &state).await.text;
    assert!(
        read.contains("Un mot secret") && read.contains("nouveau") && !read.contains("name=\"act\" value=\"edit\"")
    );
    assert!(!desk.get(&page, &state).await.text.contains("nouveau"), "it was read");
    let section = desk.get(&format!("{dossier}/rubriques/project"), &state).await.text;
    assert!(section.contains(&format!("?question=summary#t-{comment}")) && section.contains("Un commentaire"));

    // Nobody who does not write reads any of it, nor that there is any.
    let missing = desk.get("/fr/dossiers/0123456789abcdef/commentaires", &instructor).await;
    let hidden = desk.get(&page, &instructor).await;
    assert_eq!((hidden.status, hidden.text.len()), (StatusCode::NOT_FOUND, missing.text.len()));
    for path in ["", "/histoire", "/rubriques/project"] {
        let told = desk.get(&format!("{dossier}{path}"), &instructor).await;
        assert_eq!(told.status, StatusCode::OK, "{path}");
        assert!(!told.text.contains("mot secret") && !told.text.contains("ommentaire"), "{path}");
    }
    let refused = desk.post(&page, &instructor, "act=comment&text=Bonjour").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);

    // An answer, a settlement, words that are changed by their author only.
    let answer = format!("act=comment&thread={comment}&text=Entendu");
    assert_eq!(desk.post(&page, &state, &answer).await.status, StatusCode::SEE_OTHER);
    let edit = format!("act=edit&comment={comment}&text=Autre+chose");
    let refused = desk.post(&page, &state, &edit).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("seul son auteur le change"));
    desk.post(&page, &lead, &edit).await;
    desk.post(&page, &state, &format!("act=resolve&comment={comment}")).await;
    let read = desk.get(&page, &lead).await.text;
    assert!(read.contains("Autre chose") && read.contains("modifié") && read.contains("Réglé par"), "{read}");
    desk.post(&page, &lead, &format!("act=withdraw&comment={comment}")).await;
    let read = desk.get(&page, &state).await.text;
    assert!(!read.contains("Autre chose") && read.contains("Commentaire effacé par son auteur"));
    let empty = desk.post(&page, &lead, "act=comment&question=summary&text=+").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let receipt = desk.get(&format!("{dossier}/recu.json"), &lead).await.text;
    assert!(!receipt.contains("mot secret") && desk.store.check().await.is_empty());
}

#[tokio::test]
async fn comments_are_told_of_by_one_mail_until_they_are_read() {
    let (desk, lead, friend, _, dossier) = team().await;
    let page = format!("{dossier}/commentaires");
    let run = async |time: &str| {
        desk.go_to(time);
        let url = "http://localhost:8080".parse().unwrap();
        jobs::comments::run(&desk.store, &OPEN.sessions_in_force(), &url, time).await.unwrap()
    };
    for text in ["un", "deux", "trois"] {
        desk.post(&page, &lead, &format!("act=comment&text={text}")).await;
    }
    assert_eq!(run("2026-12-01T10:10:00Z").await, 0, "others may follow");
    assert_eq!(run("2026-12-01T10:30:00Z").await, 2, "one for the co-author, one for the service");
    desk.post(&page, &lead, "act=comment&text=quatre").await;
    assert_eq!(run("2026-12-02T10:00:00Z").await, 0, "no other before they read");
    let link = desk.read("/fr/dossiers/").await;
    assert_eq!(link, page);
    desk.get(&page, &friend).await;
    assert_eq!(run("2026-12-03T10:00:00Z").await, 0, "all is read, or told");
    desk.post(&page, &lead, "act=comment&text=cinq").await;
    assert_eq!(run("2026-12-04T10:00:00Z").await, 1);
}

#[tokio::test]
async fn two_moments_are_compared_word_by_word_and_an_older_answer_comes_back_as_a_new_one() {
    let (desk, lead, friend, _, dossier) = team().await;
    let path = format!("{dossier}/rubriques/project");
    for (base, text) in [("0", "Un quartier ancien à rénover."), ("1", "Un quartier neuf à rénover."), ("2", "Rien.")]
    {
        let fields = [("base.summary", base), ("v.summary", text)];
        assert_eq!(save(&desk, &path, &lead, &fields, &[]).await.status, StatusCode::SEE_OTHER);
    }
    let story = desk.get(&format!("{dossier}/histoire"), &friend).await.text;
    assert!(story.contains("Comparer ces deux moments") && story.contains("Dossier commencé"));
    let moments: Vec<&str> =
        story.split("name=\"from\" value=\"").skip(1).map(|m| m.split('"').next().unwrap()).collect();
    assert_eq!(moments.len(), 3);
    let compared =
        desk.get(&format!("{dossier}/differences?from={}&to={}", moments[2], moments[1]), &friend).await.text;
    let kept = ["<del>", "ancien<", "<ins>", "neuf<", "Un quartier "];
    assert!(kept.iter().all(|part| compared.contains(part)), "{compared}");
    assert_eq!(desk.get(&format!("{dossier}/differences?from=1&to=999"), &friend).await.status, StatusCode::NOT_FOUND);

    // Of communes, those that went and came, by name.
    let territory = format!("{dossier}/rubriques/territory");
    for (base, text) in [("0", "200071827"), ("1", "200071827\r\n16102"), ("2", "16015")] {
        save(&desk, &territory, &lead, &[("base.perimeter", base), ("v.perimeter", text)], &[]).await;
    }
    let page = desk.get(&format!("{dossier}/reponses/perimeter"), &friend).await.text;
    assert!(
        page.contains("Cognac (16102)") && page.matches("<ins>").count() == 1 && page.matches("<del>").count() == 38
    );

    let versions = format!("{dossier}/reponses/summary");
    let page = desk.get(&versions, &friend).await.text;
    assert!(page.contains("Version 3") && page.contains("en vigueur") && page.matches("name=\"version\"").count() == 2);
    let stale = desk.post(&versions, &friend, "version=1&base=2").await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY, "somebody wrote meanwhile");
    let restored = desk.post(&versions, &friend, "version=1&base=3").await;
    assert_eq!(restored.header("location"), versions, "{}", restored.text);
    assert!(desk.get(&path, &lead).await.text.contains("Un quartier ancien à rénover.</textarea>"));
    assert!(desk.get(&versions, &lead).await.text.contains("Version 4"));
    assert_eq!(desk.post(&versions, &friend, "version=9&base=4").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn those_who_examine_compare_what_was_deposited_and_see_no_draft() {
    let (desk, .., dossier) = deposited().await;
    let acts = format!("{dossier}/actes");
    let asked = "act=request-correction&q=summary&reason-word=incomplete&reason=Plus+long&days=10";
    let [lead, state, instructor] = later(&desk).await;
    let asked = desk.post(&acts, &instructor, asked).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    let path = format!("{dossier}/rubriques/project");
    for (base, text) in [("1", "Un brouillon secret."), ("2", "Un quartier où l'on travaille.")] {
        let fields = [("base.summary", base), ("v.summary", text)];
        assert_eq!(save(&desk, &path, &lead, &fields, &[]).await.status, StatusCode::SEE_OTHER);
    }
    let page = desk.get(&dossier, &lead).await.text;
    desk.post(&acts, &lead, &format!("act=sign&side=collectivite&digest={}", digest(&page))).await;
    let corrected = desk.post(&acts, &lead, "act=answer-correction").await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.text);
    let story = desk.get(&format!("{dossier}/histoire"), &instructor).await.text;
    assert_eq!(story.matches("name=\"from\"").count(), 2, "the two deposits");
    let shortcut = between(&story, "/differences?", "\"").replace("&amp;", "&").replace("&#38;", "&");
    let compared = desk.get(&format!("{dossier}/differences?{shortcut}"), &instructor).await;
    assert_eq!(compared.status, StatusCode::OK);
    assert!(compared.text.contains("habite") && !compared.text.contains("secret"), "{}", compared.text);
    for path in ["/reponses/summary", "/lettres", "/formulaire"] {
        assert_eq!(desk.get(&format!("{dossier}{path}"), &instructor).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let draft = story.matches("<tr>").count();
    for rank in 1..draft + 5 {
        let told = desk.get(&format!("{dossier}/differences?from={rank}&to={rank}"), &instructor).await.text;
        assert!(!told.contains("secret"), "{rank}");
    }
    assert!(desk.get(&format!("{dossier}/histoire"), &state).await.text.contains("versions de cette réponse"));
}

#[tokio::test]
async fn the_team_changes_and_whoever_has_left_sees_nothing_any_more() {
    let (desk, lead, friend, state, dossier) = team().await;
    let acts = format!("{dossier}/actes");
    let page = desk.get(&dossier, &lead).await.text;
    let to_friend =
        between(&page, "value=\"hand-over\"><input type=\"hidden\" name=\"person\" value=\"", "\"").to_owned();
    assert!(!desk.get(&dossier, &friend).await.text.contains("hand-over"));
    assert!(!page.contains("Quitter le dossier"), "there is no other lead");
    let sent = desk.post(&acts, &lead, "act=invite&address=perdu@exemple.fr&capacity=co-author").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = desk.get(&dossier, &lead).await.text;
    assert!(page.contains("perdu@exemple.fr"));
    assert!(!desk.get(&dossier, &friend).await.text.contains("perdu@exemple.fr"), "the lead's affair");
    let invitation = between(&page, "name=\"invitation\" value=\"", "\"").to_owned();
    desk.post(&acts, &lead, &format!("act=revoke&invitation={invitation}")).await;
    assert!(!desk.get(&dossier, &lead).await.text.contains("perdu@exemple.fr"));

    let handed = desk.post(&acts, &lead, &format!("act=hand-over&person={to_friend}")).await;
    assert_eq!(handed.header("location"), dossier);
    let page = desk.get(&dossier, &lead).await.text;
    let own = between(&page, "value=\"leave\"><input type=\"hidden\" name=\"person\" value=\"", "\"").to_owned();
    let refused = desk.post(&acts, &state, &format!("act=leave&person={own}")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "only the lead puts others out");
    let left = desk.post(&acts, &lead, &format!("act=leave&person={own}")).await;
    assert_eq!(left.header("location"), LIST);
    for path in ["", "/histoire", "/commentaires", "/lettres", "/rubriques/territory"] {
        assert_eq!(desk.get(&format!("{dossier}{path}"), &lead).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let page = desk.get(&dossier, &friend).await.text;
    assert!(page.contains("Retirer du dossier") && !page.contains("Quitter le dossier"));
}

/// The page of a dossier as its lead reads it, without what changes from one request to the next.
async fn pages(desk: &Desk, cookie: &str, dossier: &str) -> Vec<String> {
    let mut pages = Vec::new();
    for path in ["", "/histoire", "/commentaires", "/lettres", "/rubriques/project", "/formulaire"] {
        pages.push(desk.get(&format!("{dossier}{path}"), cookie).await.text.replace(dossier, ""));
    }
    pages.push(desk.get(LIST, cookie).await.text.replace(dossier, ""));
    pages
}

#[tokio::test]
async fn a_lead_reads_the_same_bytes_whatever_was_decided_and_may_do_the_same() {
    let (desk, .., dossier) = deposited().await;
    desk.give_in("demonstration", "alix@exemple.fr", Role::Pilot, &[]).await;
    let [lead, state, instructor] = later(&desk).await;
    let pilot = desk.enter("alix@exemple.fr").await;
    let acts = format!("{dossier}/actes");
    let before = (pages(&desk, &lead, &dossier).await, pages(&desk, &state, &dossier).await);
    for verdict in ["admissible", "inadmissible"] {
        let decided =
            desk.post(&acts, &instructor, &format!("act=decide-eligibility&verdict={verdict}&reason=Lu")).await;
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
        let inner = desk.get(&dossier, &instructor).await.text;
        assert!(inner.contains(if verdict == "admissible" { "Recevable" } else { "Irrecevable" }));
        let after = (pages(&desk, &lead, &dossier).await, pages(&desk, &state, &dossier).await);
        assert!(before == after, "{verdict} is seen");
        let refused = desk.post(&acts, &lead, "act=submit").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.text.to_lowercase().contains("recevab"));
        let reopened = desk.post(&acts, &pilot, "act=reopen&to=instruction&reason=Relire").await;
        assert_eq!(reopened.status, StatusCode::SEE_OTHER, "{}", reopened.text);
        assert!(before.0 == pages(&desk, &lead, &dossier).await);
    }
    desk.post(&acts, &instructor, "act=decide-eligibility&verdict=inadmissible&reason=Lu").await;
    let withdrawn = desk.post(&acts, &lead, "act=withdraw").await;
    assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "as if nothing had been decided: {}", withdrawn.text);
}

#[tokio::test]
async fn a_letter_is_asked_by_mail_read_without_an_account_sent_replaced_and_forgotten() {
    let (desk, lead, friend, _, dossier) = team().await;
    let path = format!("{dossier}/rubriques/project");
    save(&desk, &path, &lead, &[("base.summary", "0"), ("v.summary", "Un quartier où l'on habite.")], &[]).await;
    let path = format!("{dossier}/rubriques/bearer");
    save(&desk, &path, &lead, &[("base.contact-name", "0"), ("v.contact-name", "Nom secret")], &[]).await;
    let page = format!("{dossier}/lettres");
    let wrong = [("act", "ask"), ("question", "support"), ("name", "Mme Durand"), ("address", "durand")];
    let refused = save(&desk, &page, &lead, &wrong, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"Mme Durand\"") && refused.text.contains("Dites la fonction"), "all at once");
    let asking = |address: &'static str| {
        [
            ("act", "ask"),
            ("question", "support"),
            ("name", "Mme Durand"),
            ("position", "préfète"),
            ("address", address),
            ("word", "Merci d'avance"),
        ]
    };
    let asked = save(&desk, &page, &lead, &asking("durand@exemple.fr"), &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    let link = desk.read("/fr/lettres/").await;
    let team = desk.get(&page, &friend).await.text;
    assert!(
        team.contains("Mme Durand, préfète") && team.contains("Lien pas encore ouvert") && !team.contains("durand@")
    );

    // Without an account: what is asked, what is public, nothing else.
    let read = crate::web::tests::get(&desk.site, &link).await;
    assert_eq!((read.status, read.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(read.text.contains("Un quartier où l") && !read.text.contains("Nom secret"));
    assert!(!read.text.contains(&dossier), "the author is shown no way to the dossier");
    assert!(desk.get(&page, &friend).await.text.contains("Lien ouvert le"));
    let png = save(&desk, &link, "", &[("act", "send")], &[("file", "lettre.png", "\u{89}PNG")]).await;
    assert_eq!(png.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(save(&desk, &link, "", &[("act", "send")], &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (name, bytes) in [("un.pdf", "%PDF-1.7 un"), ("deux.pdf", "%PDF-1.7 deux")] {
        let sent = save(&desk, &link, "", &[("act", "send")], &[("file", name, bytes)]).await;
        assert_eq!(sent.header("location"), format!("{link}?done=1"), "{}", sent.text);
        assert!(desk.get(&page, &friend).await.text.contains(name));
    }
    let told = desk.read("/fr/dossiers/").await;
    assert_eq!(told, page, "the team is told");
    assert!(!desk.get(&page, &friend).await.text.contains("un.pdf"), "it was replaced");
    let late = save(&desk, &link, "", &[("act", "refuse")], &[]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "it is there already");

    // Another one refuses with a word; a third is asked no more: its link is like one that never was.
    save(&desk, &page, &lead, &asking("petit@exemple.fr"), &[]).await;
    let second = desk.read("/fr/lettres/").await;
    let refused = save(&desk, &second, "", &[("act", "refuse"), ("word", "Je pars demain")], &[]).await;
    assert_eq!(refused.status, StatusCode::SEE_OTHER, "{}", refused.text);
    assert!(desk.get(&page, &friend).await.text.contains("Je pars demain"));
    save(&desk, &page, &lead, &asking("grand@exemple.fr"), &[]).await;
    let third = desk.read("/fr/lettres/").await;
    let listed = desk.get(&page, &lead).await.text;
    let awaited = listed.split("<p><strong>Mme Durand").find(|part| part.contains("Lien pas encore ouvert")).unwrap();
    let letter = between(awaited, "name=\"letter\" value=\"", "\"").to_owned();
    let early = save(&desk, &page, &lead, &[("act", "remind"), ("letter", &letter)], &[]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "they were asked a moment ago");

    // The job reminds once a week, once, with a link of its own.
    let run = async |time: &str| {
        desk.go_to(time);
        let url = "http://localhost:8080".parse().unwrap();
        jobs::reminders::run(&desk.store, *OPEN, &url, time).await.unwrap()
    };
    assert_eq!((run("2026-12-08T10:00:05Z").await, run("2026-12-08T11:00:00Z").await), (1, 0));
    let again = desk.read("/fr/lettres/").await;
    assert!(again != third && crate::web::tests::get(&desk.site, &again).await.status == StatusCode::OK);
    assert!(desk.get(&page, &lead).await.text.contains("Relancée le"));
    save(&desk, &page, &lead, &[("act", "cancel"), ("letter", &letter)], &[]).await;
    let never = crate::web::tests::get(&desk.site, "/fr/lettres/00000000000000000000000000000000").await;
    for link in [&third, &again] {
        let stale = crate::web::tests::get(&desk.site, link).await;
        assert_eq!((stale.status, stale.text.len()), (StatusCode::NOT_FOUND, never.text.len()));
        let sent = save(&desk, link, "", &[("act", "send")], &[("file", "x.pdf", "%PDF-1.7")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
    desk.go_to("2027-02-15T10:00:00Z");
    assert_eq!(crate::web::tests::get(&desk.site, &link).await.status, StatusCode::NOT_FOUND, "its time is over");
    assert_eq!(desk.store.dossiers().forget_letters("2027-02-15T10:00:00Z").await.unwrap(), 2);
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn a_dossier_follows_a_new_revision_of_the_form_and_nothing_of_it_is_lost() {
    // The same session, whose form asks less and more than the one of yesterday.
    static LATER: LazyLock<&'static Instance> = LazyLock::new(|| {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sessions/demonstration");
        let folder = tempfile::tempdir().unwrap();
        for name in programme::Session::FILES {
            #[expect(clippy::disallowed_methods, reason = "a test writes a session of its own")]
            if let Ok(text) = std::fs::read_to_string(from.join(name)) {
                let text = text
                    .replace("revision = 1", "revision = 2")
                    .replace("length = 600", "length = 20")
                    .replace("id = \"territory-name\"", "id = \"usual-name\"");
                #[expect(clippy::disallowed_methods, reason = "a test writes a session of its own")]
                std::fs::write(folder.path().join(name), text).unwrap();
            }
        }
        Instance::open(None, &[folder.path().to_owned()]).unwrap()
    });
    let (desk, lead, dossier) = begun().await;
    let path = format!("{dossier}/rubriques/territory");
    save(&desk, &path, &lead, &[("base.territory-name", "0"), ("v.territory-name", "Un nom gardé")], &[]).await;
    let path = format!("{dossier}/rubriques/project");
    save(&desk, &path, &lead, &[("base.summary", "0"), ("v.summary", "Un quartier où l'on habite.")], &[]).await;
    assert!(!desk.get(&dossier, &lead).await.text.contains("Le formulaire a changé"));

    let desk = desk.reopened(*LATER);
    let page = desk.get(&dossier, &lead).await.text;
    assert!(page.contains("Le formulaire a changé") && page.contains("la version 2 est en vigueur"), "{page}");
    // Until then it is read and written as it was begun.
    let territory = format!("{dossier}/rubriques/territory");
    assert!(desk.get(&territory, &lead).await.text.contains("name=\"v.territory-name\""));
    let report = desk.get(&format!("{dossier}/formulaire"), &lead).await.text;
    for told in ["Mises de côté", "Un nom gardé", "à raccourcir de 7", "Questions nouvelles", "Passer à la version 2"]
    {
        assert!(report.contains(told), "{told}: {report}");
    }
    let rebased = desk.post(&format!("{dossier}/actes"), &lead, "act=rebase").await;
    assert_eq!(rebased.status, StatusCode::SEE_OTHER, "{}", rebased.text);
    let page = desk.get(&dossier, &lead).await.text;
    assert!(page.contains("Réponses mises de côté") && page.contains("Un nom gardé"), "{page}");
    assert!(!page.contains("Le formulaire a changé"));
    assert!(desk.get(&territory, &lead).await.text.contains("name=\"v.usual-name\""));
    let again = desk.post(&format!("{dossier}/actes"), &lead, "act=rebase").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn the_portrait_of_the_perimeter_is_frozen_with_the_deposit_and_its_digest_is_in_the_receipt() {
    let (desk, lead, dossier) = begun().await;
    let page = format!("{dossier}/portrait");
    assert!(desk.get(&page, &lead).await.text.contains("Choisissez d’abord les communes"));
    let fields = [("base.perimeter", "0"), ("v.perimeter", "16015")];
    save(&desk, &format!("{dossier}/rubriques/territory"), &lead, &fields, &[]).await;
    let preview = desk.get(&page, &lead).await.text;
    assert!(preview.contains("Aperçu") && preview.contains("Logements vacants"), "{preview}");
    assert_eq!(desk.get(&format!("{page}.json"), &lead).await.status, StatusCode::NOT_FOUND, "nothing is frozen yet");

    let (desk, lead, state, instructor, dossier) = deposited().await;
    let page = format!("{dossier}/portrait");
    let receipt = desk.get(&format!("{dossier}/recu.json"), &lead).await.text;
    let file = desk.get(&format!("{page}.json"), &lead).await;
    let digest = programme::digest::Digest::of(&file.text);
    assert!(receipt.contains(digest.as_str()), "the receipt bears the digest of the portrait");
    let key = store::Key::from_bytes([5; 32]).public();
    assert!(store::Receipt::check(&receipt, Some(&key)).is_ok());
    let other = receipt.replace(digest.as_str(), programme::digest::Digest::of("other").as_str());
    assert!(store::Receipt::check(&other, Some(&key)).is_err());
    let frozen: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!((frozen["communes"].as_array().unwrap().len(), &frozen["communes"][0]), (39, &"16015".into()));
    assert_eq!(frozen["atlas"], OPEN.atlas_sha256());
    for cookie in [&lead, &state, &instructor] {
        let read = desk.get(&page, cookie).await.text;
        assert!(read.contains("figé depuis le dépôt") && read.contains("n’ont pas changé depuis"), "{read}");
        assert!(read.contains(digest.as_str()) && read.contains("inchangé"));
    }

    // The answers change in a correction, the frozen facts do not.
    let [lead, _, instructor] = later(&desk).await;
    let acts = format!("{dossier}/actes");
    let asked = "act=request-correction&q=perimeter&reason-word=incorrect&reason=Trop+grand&days=10";
    desk.post(&acts, &instructor, asked).await;
    let fields = [("base.perimeter", "1"), ("v.perimeter", "16015\r\n16102")];
    let saved = save(&desk, &format!("{dossier}/rubriques/territory"), &lead, &fields, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(desk.get(&format!("{page}.json"), &lead).await.text, file.text);
    assert!(desk.store.check().await.is_empty());
}

#[tokio::test]
async fn a_dossier_is_printed_at_any_time_the_same_twice_and_only_for_who_may_take_it_away() {
    let (desk, lead, dossier) = begun().await;
    let path = format!("{dossier}/dossier.pdf");
    let fields = [("base.perimeter", "0"), ("v.perimeter", "200071827")];
    save(&desk, &format!("{dossier}/rubriques/territory"), &lead, &fields, &[]).await;
    let first = desk.get(&path, &lead).await;
    assert_eq!((first.status, first.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(first.header("content-disposition").contains("mosaique-dossier-angouleme-fr.pdf"));
    assert!(first.text == desk.get(&path, &lead).await.text, "the same bytes twice");
    let instructor = {
        desk.give_in("demonstration", "ines@exemple.fr", Role::Instructor, &[]).await;
        desk.enter("ines@exemple.fr").await
    };
    let missing = desk.get("/fr/dossiers/0123456789abcdef/dossier.pdf", &instructor).await;
    let hidden = desk.get(&path, &instructor).await;
    assert_eq!((hidden.status, hidden.text.len()), (StatusCode::NOT_FOUND, missing.text.len()), "a draft");

    let (desk, lead, _, instructor, dossier) = deposited().await;
    let path = format!("{dossier}/dossier.pdf");
    let [of_lead, of_instructor] = [desk.get(&path, &lead).await, desk.get(&path, &instructor).await];
    assert_eq!((of_lead.status, of_instructor.status), (StatusCode::OK, StatusCode::OK));
    desk.give_in("demonstration", "jade@exemple.fr", Role::Juror, &[]).await;
    desk.go_to("2027-03-09T10:00:00Z");
    let juror = desk.enter("jade@exemple.fr").await;
    for asked in [&dossier, &path] {
        let told = "who has not said their ties reads nothing, and takes nothing away";
        assert_eq!(desk.get(asked, &juror).await.status, StatusCode::NOT_FOUND, "{told}");
    }
}

#[tokio::test]
async fn a_perimeter_says_how_many_live_there_and_in_how_many_pieces_it_is_and_forbids_nothing() {
    let (desk, lead, dossier) = begun().await;
    let path = format!("{dossier}/rubriques/territory");
    // Angoulême and Cognac do not touch.
    let fields = [("base.perimeter", "0"), ("v.perimeter", "16015\r\n16102")];
    assert_eq!(save(&desk, &path, &lead, &fields, &[]).await.status, StatusCode::SEE_OTHER);
    let page = desk.get(&path, &lead).await.text;
    assert!(
        page.contains("2 communes, ") && page.contains("en 2 morceaux") && page.contains("Angoulême, Cognac"),
        "{page}"
    );
    assert!(page.contains("data-mq-picker") && page.contains("/assets/perimeter.js"));
    let fields = [("base.perimeter", "1"), ("v.perimeter", "200071827")];
    save(&desk, &path, &lead, &fields, &[]).await;
    let page = desk.get(&path, &lead).await.text;
    assert!(page.contains("38 communes, ") && page.contains("d’un seul tenant"), "{page}");
    assert!(page.contains(">\n200071827</textarea>"));
}

#[tokio::test]
async fn of_two_who_write_in_one_section_nobody_undoes_what_they_did_not_touch() {
    let (desk, lead, friend, _, dossier) = team().await;
    let path = format!("{dossier}/rubriques/project");
    let criterion = OPEN.session().rubric.criteria().next().unwrap().id.to_string();
    let field = format!("c.criteria.{criterion}");
    save(&desk, &path, &lead, &[("base.summary", "0"), ("v.summary", "Un.")], &[]).await;
    // Both opened the section when the summary was "Un."; the lead changes it, the co-author answers something else.
    save(&desk, &path, &lead, &[("base.summary", "1"), ("v.summary", "Deux.")], &[]).await;
    let sent =
        [("base.summary", "1"), ("v.summary", "Un."), ("base.criteria", "0"), (field.as_str(), "Mon diagnostic.")];
    for _ in 0..2 {
        let saved = save(&desk, &path, &friend, &sent, &[]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "there is no conflict: {}", saved.text);
    }
    let page = desk.get(&path, &lead).await.text;
    assert!(page.contains("Deux.</textarea>") && page.contains("Mon diagnostic.</textarea>"), "{page}");
    // What they do touch is still told.
    let sent = [("base.summary", "1"), ("v.summary", "Trois.")];
    assert_eq!(save(&desk, &path, &friend, &sent, &[]).await.status, StatusCode::CONFLICT);
    // And a summary taken away meanwhile does not come back.
    save(&desk, &path, &lead, &[("base.summary", "2"), ("v.summary", "")], &[]).await;
    save(&desk, &path, &friend, &[("base.summary", "2"), ("v.summary", "Deux.")], &[]).await;
    assert!(!desk.get(&path, &lead).await.text.contains("Deux.</textarea>"));
}
