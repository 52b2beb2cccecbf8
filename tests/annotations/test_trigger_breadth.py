"""The many ways in which wire copy words an act: passive, nominal, idiomatic, in every region's English."""

import pytest
from tests.annotations.test_triggers import types

from sitrep.codebook.event_types import event_types

TELLS = {
    "ASSAULT": [
        "The town of Marsa came under heavy artillery fire on Tuesday.",
        "Residents of Hajin were subjected to shelling overnight.",
        "Rebels fought with soldiers near the airport at Goma on Monday.",
        "Three militants were killed in an encounter in Kupwara on Friday.",
        "Police resorted to a lathi charge outside the secretariat on Monday.",
        "Officers fired into the air to scatter the crowd in Lagos on Sunday.",
        "Gunmen hijacked a bus on the Quetta highway on Tuesday.",
        "The miners held six guards hostage at the pit in Pataz.",
        "Police foiled a plot to bomb the courthouse in Ankara.",
        "Settlers torched two homes in the village of Duma on Friday.",
        "Russia sent 40 drones and two missiles against Ukraine overnight.",
        "The two armies traded missile strikes across the border on Monday.",
        "Two farmers were beheaded by militants near Palma on Sunday.",
        "The capital was rocked by explosions on Thursday.",
        "A grenade was tossed into a bar in Bujumbura on Saturday night.",
    ],
    "INTERCEPT": [
        "Two missiles were downed over the Golan on Friday.",
        "The army announced the interception of three drones over Tabuk.",
        "Air defences were working over Odesa in the small hours.",
    ],
    "DISRUPT": [
        "The closure of the border crossing at Torkham on Monday stranded hundreds of lorries.",
        "Kabul lost internet access for two days.",
        "Running water was back in the eastern quarter by noon.",
        "Mobile internet was restored in the valley on Thursday.",
        "Load shedding of 14 hours hit Peshawar on Tuesday.",
        "Schools in the district reopened on Monday.",
        "Airlines cancelled flights to Tel Aviv on Sunday.",
        "A drone strike tripped offline the last line to the plant.",
    ],
    "RESPOND": [
        "Air raid sirens sounded in Kyiv before dawn.",
        "Six of the wounded were airlifted to Raipur.",
        "The fire at the depot was extinguished by noon.",
        "Civil defence crews recovered nine bodies from the river.",
        "Repairs were under way at the substation on Monday.",
        "The fishermen were rescued by the coast guard on Tuesday.",
    ],
    "AID": [
        "Canada granted asylum to the pilot on Monday.",
        "Norway announced a grant of 20 million euros in humanitarian aid for Gaza.",
        "Tokyo sent a medical team to Port Vila on Friday.",
        "The delivery of 14 ambulances to Ukraine began on Monday.",
        "Uganda took in 3,000 refugees last week.",
        "A ship with 2,000 tonnes of wheat docked in Port Sudan on Monday.",
    ],
    "CONSULT": [
        "The foreign minister left for Cairo on Friday for talks on the truce.",
        "The president was received by the king in Amman on Sunday.",
        "The prime minister had lunch with the chancellor in Berlin on Monday.",
        "The president paid a visit to Ankara on Thursday.",
        "The Security Council met behind closed doors on Monday.",
        "The prime minister discussed the crisis with the foreign minister of Qatar on Sunday.",
        "Kenya's president launched a mediation effort between the two generals.",
        "Peace talks between the government and the rebels got under way in Juba on Monday.",
    ],
    "AGREE": [
        "The junta undertook to hold elections within a year.",
        "London and Paris agreed a new deal on small boats on Tuesday.",
        "The two ministers inked a memorandum in Astana.",
        "An agreement between the two sides was struck in Doha on Friday.",
        "The factions reached a compromise on the budget on Monday.",
        "The cabinet gave the green light to the deployment.",
    ],
    "SUPPORT": [
        "Ankara voiced full support for the transitional government.",
        "The prime minister threw his weight behind the plan.",
        "The parliament ratified the border treaty on Tuesday.",
        "The truce was welcomed by the European Union.",
        "Mali assured Niger of its total solidarity.",
        "The king expressed solidarity with the people of Sudan.",
    ],
    "CONCEDE": [
        "The government backed off and withdrew the decree on Friday.",
        "The ministry offered an apology to the families on Monday.",
        "Washington removed two generals from its sanctions list on Tuesday.",
        "The junta allowed residents to return to the quarter on Sunday.",
        "The president announced an amnesty on Monday.",
        "Parliament repealed the emergency law on Thursday.",
    ],
    "COOPERATE": [
        "The two navies held joint drills off Oman on Monday.",
        "Egypt and Turkey restored full relations on Tuesday.",
        "Poland opened its airfields to American aircraft on Friday.",
    ],
    "RETREAT": [
        "The rebels fell back from the outskirts of the town on Monday.",
        "The militia handed over control of the port to the army on Friday.",
        "Police released the editor Amina Diallo on Tuesday.",
        "The guns fell silent at noon on Friday.",
        "The army halted its offensive on Monday.",
        "The general tendered his resignation on Sunday.",
        "The guards let in a convoy of aid trucks on Saturday.",
        "Nine Maoists surrendered before the police in Sukma on Monday.",
        "The court overturned the conviction of the former mayor on Tuesday.",
    ],
    "REQUEST": [
        "Washington pressed Kigali to pull out its troops.",
        "The United Nations put pressure on the generals to allow convoys.",
        "Baghdad repeated its call for a withdrawal on Monday.",
        "The rebels presented a list of demands on Friday.",
        "The court ordered the minister to appear on Monday.",
    ],
    "ACCUSE": [
        "A grand jury indicted the former officer on Tuesday.",
        "The opposition leader lashed out at the president on Monday.",
        "The minister launched a scathing attack on the court on Tuesday.",
        "Colombia recalled the strike and called it an act of aggression on Monday.",
        "India summoned the Canadian ambassador on Friday.",
        "Prosecutors brought charges against four officers on Tuesday.",
        "An investigation into the crash was opened on Monday.",
        "The government filed a complaint against the network on Friday.",
        "The raid drew condemnation from the European Union.",
        "The army traced the attack to a cell in Idlib.",
    ],
    "REJECT": [
        "The rebels refused to lay down their arms.",
        "The rebels snubbed the talks in Nairobi on Monday.",
        "The Kremlin brushed off the proposal.",
        "Lawmakers voted down the motion on Tuesday.",
        "The army will not extend the truce, its spokesman said on Monday.",
        "The talks between the army and the rebels in Juba collapsed on Sunday.",
        "Iran refused inspectors entry to the site on Monday.",
        "The bill was defeated in parliament on Thursday.",
    ],
    "THREATEN": [
        "The government threatened countermeasures.",
        "The general warned of retaliation on Monday.",
        "The president gave the militia a week's ultimatum on Tuesday.",
        "Tehran said it reserved the right to respond.",
        "The commander vowed to fight on.",
        "Moscow warned that Berlin would pay a heavy price for the decision.",
    ],
    "PROTEST": [
        "Thousands of people filled the main square on Sunday.",
        "Hundreds of students gathered outside parliament on Monday to demand elections.",
        "Traders kept their shops closed on Friday and a hartal was observed in Chittagong.",
        "The lawyer began a fast unto death in Delhi on Monday.",
        "Residents sat down on the railway tracks near Multan on Tuesday.",
        "Youths hurled petrol bombs at officers in Athens on Friday.",
    ],
    "SANCTION": [
        "New EU tariffs came into force on Monday.",
        "The expulsion of six diplomats was announced by Prague on Friday.",
        "Ankara closed its embassy in Damascus on Monday.",
        "The president sacked the army chief on Tuesday.",
        "The judge handed the former minister a six-year sentence on Friday.",
        "The high court ruled that the ban was unlawful.",
        "Japan banned imports of Russian timber on Monday.",
        "London suspended intelligence cooperation with the junta on Friday.",
    ],
    "MOBILIZE": [
        "The navy held live-fire drills off the coast on Monday.",
        "An aircraft carrier arrived in the Gulf on Sunday.",
        "The arrival of 400 soldiers at the border post was seen on Friday.",
        "Two jets were scrambled over the Baltic on Tuesday.",
        "Security was stepped up in Islamabad on Monday.",
        "North Korea carried out a missile test on Sunday.",
    ],
    "COERCE": [
        "The garrison at Bunagana fell to the rebels on Sunday.",
        "Officers confiscated the reporter's cameras on Monday.",
        "The editor has been placed under house arrest since Friday.",
        "The newspaper was ordered to suspend publication for a month.",
        "Tunisia announced the deportation of 300 migrants on Monday.",
        "Police searched the offices of the opposition party on Tuesday.",
        "The governor barred fishermen from leaving the harbour on Friday.",
        "The generals seized power on Monday.",
        "The president was overthrown in a coup on Wednesday.",
        "The government will extend the curfew in Imphal on Friday.",
        "Nine youths were led away blindfolded by soldiers.",
        "A convoy of flour was turned back at the checkpoint on Sunday.",
        "The authorities cut off access to Facebook on Sunday.",
        "Hackers defaced the ministry's website on Monday.",
        "The council imposed a lockdown on the district on Friday.",
    ],
}
CASES = [(kind, text) for kind, sentences in TELLS.items() for text in sentences]


def test_every_type_is_worded_here() -> None:
    assert set(TELLS) == set(event_types())


@pytest.mark.parametrize(("kind", "text"), CASES, ids=[text for _, text in CASES])
def test_the_wording_tells_of_this_type(kind: str, text: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("ASSAULT", "The striker shot at goal in the final in Lagos on Sunday."),
        ("ASSAULT", "The two chains are locked in a price war in Madrid."),
        ("ASSAULT", "The minister launched a scathing attack on the court on Tuesday."),
        ("ASSAULT", "The union began strike action in Leeds on Monday."),
        ("ASSAULT", "The government launched a vaccination campaign in Kano on Monday."),
        ("ASSAULT", "Kyiv launched a charm offensive in Africa on Monday."),
        ("ASSAULT", "The mayor fought corruption in the city for years."),
        ("ASSAULT", "The minister came under fire from critics on Monday."),
        ("RETREAT", "The ministry released figures on Monday."),
        ("RETREAT", "Troops left for the border on Monday."),
        ("COERCE", "The bank took over the company on Monday."),
        ("COERCE", "Temperatures fell to 4 degrees in the capital on Monday."),
        ("COERCE", "Rain prevented the children from going to school on Monday."),
        ("MOBILIZE", "The airline sent two planes to Dubai on Monday."),
        ("SUPPORT", "The bank pledged 20 million euros in financial support."),
        ("SANCTION", "The general fired shots in the air."),
        ("AGREE", "The two sides failed to reach a compromise on Monday."),
        ("CONSULT", "Firefighters met with resistance from the flames."),
        ("CONCEDE", "Drivers must give way to buses."),
        ("DISRUPT", "The talks came to a standstill on Monday."),
        ("PROTEST", "Smoke filled the square on Sunday."),
        ("THREATEN", "Forecasters warned that rain could cut roads on Monday."),
    ],
)
def test_the_wording_means_something_else(kind: str, text: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lawmakers urged an end to the deportation of migrants.",
        "The mediator called for the release of all hostages.",
        "The parties discussed the withdrawal of troops.",
        "Protesters demanded the lifting of the siege.",
    ],
)
def test_what_is_only_asked_for_is_not_told_as_done(text: str) -> None:
    assert not types(text) & {"COERCE", "RETREAT", "CONCEDE"}
