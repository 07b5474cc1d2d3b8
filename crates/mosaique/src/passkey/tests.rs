use facts::Lang;

use super::device::Device;
use super::*;

const HERE: &str = "https://mosaique.example";

fn site() -> Site {
    Site::new(&HERE.parse().unwrap()).unwrap()
}

fn person() -> Person {
    Person {
        id: "0123456789abcdef0123456789abcdef".parse().unwrap(),
        address: "camille@exemple.fr".parse().unwrap(),
        name: String::new(),
        lang: Lang::Fr,
        verified_at: None,
    }
}

/// A device whose passkey is kept.
fn kept() -> (Device, Passkey) {
    let mut device = Device::new(7, HERE);
    let asked = site().ask_new(&person(), &[]).unwrap();
    let answer = device.create(&asked.options).to_string();
    assert_eq!(challenge_of_new(answer.as_bytes()).unwrap(), asked.bytes);
    let new = site().check_new(&asked.state, answer.as_bytes()).unwrap();
    let New { id, fixed, moving, transports } = new;
    assert_eq!(id, device.id());
    let (name, created_at) = (String::new(), String::new());
    (device, Passkey { id, name, fixed, moving, transports, created_at, used_at: None })
}

/// What a passkey becomes by the answer of a device to a challenge.
fn enter(device: &mut Device, kept: &Passkey) -> Result<Vec<u8>, Refusal> {
    let asked = site().ask()?;
    let answer = Answer::read(device.get(&asked.options).to_string().as_bytes())?;
    assert_eq!(answer.challenge()?, asked.bytes);
    assert_eq!((answer.person()?, answer.passkey()?), (person().id, kept.id.clone()));
    site().check(&asked.state, &answer, &person().id, kept)
}

#[test]
fn passkeys_are_for_a_domain_on_https_and_for_ones_own_machine() {
    for there in ["https://mosaique.example", "https://mosaique.example:8443", "http://localhost:8080"] {
        assert!(Site::new(&there.parse().unwrap()).is_some(), "{there}");
    }
    for none in ["http://mosaique.example", "http://127.0.0.1:8080", "https://192.0.2.1"] {
        assert!(Site::new(&none.parse().unwrap()).is_none(), "{none}");
    }
}

#[test]
fn a_passkey_is_asked_for_that_needs_no_name_and_a_verified_holder() {
    let asked: Value = serde_json::from_str(&site().ask_new(&person(), &[kept().1]).unwrap().options).unwrap();
    assert_eq!(asked["rp"]["id"], "mosaique.example");
    assert_eq!(asked["user"]["name"], "camille@exemple.fr");
    assert_eq!(asked["authenticatorSelection"]["residentKey"], "required");
    assert_eq!(asked["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(asked["extensions"]["enforceCredentialProtectionPolicy"], false, "not every device knows it");
    assert_eq!(asked["excludeCredentials"].as_array().unwrap().len(), 1, "one device has one");
    let asked: Value = serde_json::from_str(&site().ask().unwrap().options).unwrap();
    assert_eq!((&asked["userVerification"], &asked["rpId"]), (&"required".into(), &"mosaique.example".into()));
    assert_eq!(asked["allowCredentials"].as_array().unwrap().len(), 0, "nothing tells who has one");
}

#[test]
fn the_right_answer_enters_and_moves_the_counter() {
    let (mut device, mut passkey) = kept();
    for _ in 0..2 {
        let moved = enter(&mut device, &passkey).unwrap();
        assert_ne!(moved, passkey.moving);
        passkey.moving = moved;
    }
}

#[test]
fn a_counter_that_goes_back_is_a_copy_and_does_not_enter() {
    let (mut device, mut passkey) = kept();
    device.counter = 50;
    passkey.moving = enter(&mut device, &passkey).unwrap();
    for back in [50, 3] {
        device.counter = back;
        assert!(matches!(enter(&mut device, &passkey), Err(Refusal::Wrong(_))), "{back}");
    }
    device.counter = 51;
    assert!(enter(&mut device, &passkey).is_ok());
}

#[test]
fn an_answer_of_another_site_or_without_its_holder_does_not_enter() {
    let (mut device, passkey) = kept();
    for elsewhere in ["https://evil.example", "http://mosaique.example", "https://mosaique.example:8443"] {
        device.origin = elsewhere.into();
        assert!(matches!(enter(&mut device, &passkey), Err(Refusal::Wrong(_))), "{elsewhere}");
    }
    device.origin = HERE.into();
    device.verifies = false;
    assert!(matches!(enter(&mut device, &passkey), Err(Refusal::Wrong(_))), "nobody was verified");
    device.verifies = true;
    assert!(enter(&mut device, &passkey).is_ok());
}

#[test]
fn an_answer_to_another_challenge_with_another_key_or_of_another_person_does_not_enter() {
    let (mut device, passkey) = kept();
    let (one, two) = (site().ask().unwrap(), site().ask().unwrap());
    let answer = device.get(&one.options).to_string();
    let answer = Answer::read(answer.as_bytes()).unwrap();
    let check = |state: &[u8], whose: &PersonId, kept: &Passkey| site().check(state, &answer, whose, kept);
    assert!(matches!(check(&two.state, &person().id, &passkey), Err(Refusal::Wrong(_))));
    let alix: PersonId = "ff".repeat(16).parse().unwrap();
    assert!(matches!(check(&one.state, &alix, &passkey), Err(Refusal::Wrong(_))));
    let mut other = Device::new(8, HERE);
    let asked = site().ask_new(&person(), &[]).unwrap();
    let new = site().check_new(&asked.state, other.create(&asked.options).to_string().as_bytes()).unwrap();
    let forged = Passkey { fixed: new.fixed, ..passkey.clone() };
    assert!(matches!(check(&one.state, &person().id, &forged), Err(Refusal::Wrong(_))), "another key");
    assert!(check(&one.state, &person().id, &passkey).is_ok());
}

#[test]
fn a_passkey_made_for_another_site_or_another_challenge_is_not_kept() {
    let asked = site().ask_new(&person(), &[]).unwrap();
    let other = site().ask_new(&person(), &[]).unwrap();
    let answer = Device::new(9, "https://evil.example").create(&asked.options).to_string();
    assert!(matches!(site().check_new(&asked.state, answer.as_bytes()), Err(Refusal::Wrong(_))));
    let answer = Device::new(9, HERE).create(&asked.options).to_string();
    assert!(matches!(site().check_new(&other.state, answer.as_bytes()), Err(Refusal::Wrong(_))));
    let mut careless = Device::new(9, HERE);
    careless.verifies = false;
    let answer = careless.create(&asked.options).to_string();
    assert!(matches!(site().check_new(&asked.state, answer.as_bytes()), Err(Refusal::Wrong(_))));
}

#[test]
fn what_is_no_answer_is_refused_before_anything_else() {
    for text in ["", "{}", "[]", "null", r#"{"id":"AA","rawId":"AA","type":"public-key","response":{}}"#] {
        assert!(matches!(Answer::read(text.as_bytes()), Err(Refusal::Unreadable)), "{text}");
        assert!(matches!(challenge_of_new(text.as_bytes()), Err(Refusal::Unreadable)), "{text}");
        assert!(site().check_new(&[], text.as_bytes()).is_err());
    }
}
