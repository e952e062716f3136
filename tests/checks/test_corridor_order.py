from tests.checks.conftest import Check

MES = "accounts/acme/sheets/mes.yaml"


def test_a_corridor_that_runs_the_wrong_way_is_found(check: Check) -> None:
    """
    accounts/acme/sheets/mes.yaml: |
      negotiation:
        terms:
          price: {opening: 3400000, target: 3200000, floor: 3300000}
          delivery: {opening: 12 weeks, target: 14 weeks}
          liability: {opening: 10 %, floor: 5%}
    """
    assert check() == [
        f"{MES}:3:55: KAM251 the floor 3300000 is better for us than the target 3200000",
        f"{MES}:4:43: KAM251 the target 14 weeks is better for us than the opening 12 weeks",
        f"{MES}:5:39: KAM251 the floor 5% is better for us than the opening 10 %",
    ]


def test_a_corridor_in_order_and_what_cannot_be_compared_are_fine(check: Check) -> None:
    """
    accounts/acme/sheets/mes.yaml: |
      negotiation:
        terms:
          price: {opening: "3,400,000", target: 3200000, floor: 3200000}
          payment: {opening: 50/50, target: 30/60/10, floor: 10/80/10}
          delivery: {opening: 12 weeks, target: as the line stops, floor: 60 days}
          liability: {target: 5 %, floor: 10 %}
    """
    assert check() == []


def test_a_book_says_which_way_a_term_is_better(check: Check) -> None:
    """
    playbooks/vocabulary.yaml: |
      words: {negotiation-term: {rebate: {label: {en: rebate}}}}
    playbooks/sheets.yaml: |
      negotiation:
        rebate: {question: {en: How much rebate?}, better: lower}
        delivery: {better: lower}
    accounts/acme/sheets/mes.yaml: |
      negotiation:
        terms:
          rebate: {opening: 2 %, floor: 1 %}
          delivery: {opening: 12 weeks, floor: 14 weeks}
    """
    assert check() == [f"{MES}:3:35: KAM251 the floor 1 % is better for us than the opening 2 %"]
